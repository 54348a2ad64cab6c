using System.Globalization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Scanning;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>read DEVICE --raw</c> on the terminal: request after request with its frames, its registers and the points that use them.</summary>
internal sealed class RawView(CliContext cli)
{
    private readonly List<RawRequest> _requests = [];
    private RawHead? _head;

    public void Take(RawReport part)
    {
        if (part.Head is { } head)
            Begin(head);
        if (part.Request is not { } request)
            return;
        _requests.Add(request);
        if (!cli.Json)
            Show(request);
    }

    public void End()
    {
        if (cli.Json && _head is { } head)
            JsonOut.Write(cli, new RawDocument(head, _requests), CliJson.Default.RawDocument);
    }

    private void Begin(RawHead head)
    {
        _head = head;
        if (cli.Json)
            return;
        string profile = head.Variant is null ? head.Profile : $"{head.Profile}, {head.Variant}";
        cli.Prose(cli.Say(
            $"{head.Device}：总线 {head.Bus}，单元 {head.Unit}，模板 {profile}，{head.Requests} 个请求",
            $"{head.Device}: bus {head.Bus}, unit {head.Unit}, profile {profile}, requests: {head.Requests}"));
    }

    private void Show(RawRequest request)
    {
        cli.Line("");
        string time = request.Milliseconds.ToString("0.#", CultureInfo.InvariantCulture);
        string what = cli.Say(
            $"{_requests.Count}. 功能码 {request.Function}，地址 {request.Address} (0x{request.Address:X4})，{request.Count} 个，{time} ms",
            $"{_requests.Count}. function {request.Function}, address {request.Address} (0x{request.Address:X4}), count {request.Count}, {time} ms");
        cli.Console.Write(new Text(what, Tables.Strong));
        cli.Console.WriteLine();
        Frame(cli.Say("发", "TX"), request.Sent);
        Frame(cli.Say("收", "RX"), request.Received);
        if (request.Error is { } error)
            cli.Console.Write(new Padder(new Text(error, LevelText.Style(3)), new Padding(3, 0, 0, 0)));
        if (request.Registers.Count > 0)
            Registers(request);
    }

    private void Frame(string direction, string? bytes)
    {
        Text text = bytes is null ? new Text($"{direction} -", Tables.Quiet) : new Text($"{direction} {bytes}");
        cli.Console.Write(new Padder(text, new Padding(3, 0, 0, 0)));
    }

    private void Registers(RawRequest request)
    {
        bool bits = request.Function <= 2;
        Table table = Tables.Make().Fixed(cli.Say("地址", "Address"), right: true);
        if (!bits)
            table.Fixed(cli.Say("十六进制", "Hex"), right: true);
        table.Fixed(cli.Say("值", "Value"), right: true).Flowing(cli.Say("测点", "Points"));
        foreach (RawRegister register in request.Registers)
        {
            string value = register.Value.ToString(CultureInfo.InvariantCulture);
            Text points = (register.Points, register.PartOf) switch
            {
                ([], null) => new Text("-", Tables.Quiet),
                ([], { } name) => new Text($"({name})", Tables.Quiet),
                _ => new Text(string.Join('\n', register.Points.Select(Point))),
            };
            table.Row(bits
                ? [new Text($"{register.Address}"), new Text(value), points]
                : [new Text($"{register.Address}"), new Text($"0x{register.Value:X4}"), new Text(value), points]);
        }

        cli.Console.Write(table);
    }

    private string Point(RawPoint point)
    {
        string bit = point.Bit is { } number ? cli.Say($"（位 {number}）", $" (bit {number})") : "";
        string value = point.Value is null
            ? QualityText.Of(cli, QualityText.Bad, MessageJson.Name(point.Reason))
            : ValueText.Of(cli, point.Value, point.Unit, point.Text);
        return $"{point.Name}{bit} = {value}";
    }
}
