using System.CommandLine;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard read DEVICE [POINT | --raw]</c>: through the daemon, which owns the buses; directly while none runs.</summary>
internal sealed class ReadVerb(CommonOptions common, DeviceReader direct, DirectAnswers answers)
{
    public Command Make()
    {
        var device = new Argument<string>("DEVICE") { Description = common.Say("设备 id", "the device's id") };
        var point = new Argument<string>("POINT")
        {
            Description = common.Say("测点名；不给则读全部", "name of one point; all when absent"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var raw = new Option<bool>("--raw") { Description = common.Say("显示 Modbus 帧和寄存器，而不是测点", "show the Modbus frames and registers in place of the points") };
        var command = new Command("read", common.Say("立即轮询一台设备", "poll a device now")) { device, point, raw };
        command.Validators.Add(result =>
        {
            if (result.GetValue(raw) && result.GetResult(point) is { Tokens.Count: > 0 })
                result.AddError(common.Say("--raw 显示整台设备，不给 POINT。", "--raw shows the whole device: give no POINT."));
        });
        command.SetAction((result, token) => result.GetValue(raw)
            ? RawAsync(common.Context(result), common.SocketPath(result), common.ConfigFolder(result), result.GetRequiredValue(device), token)
            : RunAsync(
                common.Context(result),
                common.SocketPath(result),
                common.ConfigFolder(result),
                result.GetRequiredValue(device),
                result.GetValue(point),
                token));
        return command;
    }

    private async Task<int> RawAsync(CliContext cli, string socket, string configFolder, string device, CancellationToken cancellationToken)
    {
        var view = new RawView(cli);
        int exit = await DeskClient.AskAsync(
            cli,
            socket,
            new ControlRequest("raw") { Device = device },
            (request, token) => answers(configFolder, request, token),
            answer => view.Take(answer.Raw ?? new RawReport()),
            cancellationToken).ConfigureAwait(false);
        view.End();
        return exit;
    }

    private async Task<int> RunAsync(
        CliContext cli, string socket, string configFolder, string device, string? point, CancellationToken cancellationToken)
    {
        (IReadOnlyList<PointReport>? points, DeviceReport? read, int exit) = await ReadAsync(cli, socket, configFolder, device, cancellationToken).ConfigureAwait(false);
        if (points is null)
            return exit;
        if (point is not null)
        {
            IReadOnlyList<PointReport> all = points;
            points = [.. all.Where(p => p.Name == point || p.Name == $"{device}.{point}")];
            if (points.Count == 0)
                return NoSuchPoint(cli, device, point, all);
        }

        if (cli.Json)
            JsonOut.Write(cli, points, CliJson.Default.IReadOnlyListPointReport);
        else
            Show(cli, points, read);
        return points.Any(p => p.Quality != QualityText.Bad && !ModelBuilder.IsOwnPoint(p.Name)) ? ExitCode.Done : NoValue(cli, device);
    }

    private static void Show(CliContext cli, IReadOnlyList<PointReport> points, DeviceReport? device)
    {
        PointsTable.Show(cli, points);
        if (device is not null)
            DeviceView.Show(cli, device);
    }

    private async Task<(IReadOnlyList<PointReport>? Points, DeviceReport? Device, int Exit)> ReadAsync(
        CliContext cli, string socket, string configFolder, string device, CancellationToken cancellationToken)
    {
        var request = new ControlRequest("points") { Device = device, Fresh = true };
        ControlAnswer? answer;
        try
        {
            answer = await ControlClient.AskAsync(socket, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, null, cli.Fail(ExitCode.NoDaemon, $"守护进程没有回答（{socket}）：{e.Message}", $"The daemon did not answer on {socket}: {e.Message}"));
        }

        if (answer is null)
        {
            (IReadOnlyList<PointReport>? points, DeviceReport? read, Words? error) = await direct(configFolder, device, cancellationToken).ConfigureAwait(false);
            return (points, read, points is not null ? ExitCode.Done : Failed(cli, error));
        }

        if (answer.Exit != ExitCode.Done && answer.Message is { } message)
            cli.Error.WriteLine(cli.Say(message));
        return (answer.Exit == ExitCode.Done ? answer.Points : null, answer.Device, answer.Exit);
    }

    private static int Failed(CliContext cli, Words? error) =>
        cli.Fail(ExitCode.Failed, error?.Zh ?? "读不到。", error?.En ?? "It could not be read.");

    private static int NoValue(CliContext cli, string device) =>
        cli.Fail(ExitCode.Failed, $"设备 {device} 没有给出有效的值。", $"Device {device} gave no good value.");

    private static int NoSuchPoint(CliContext cli, string device, string point, IReadOnlyList<PointReport> all)
    {
        string names = string.Join(", ", all.Select(p => p.Name.StartsWith($"{device}.", StringComparison.Ordinal) ? p.Name[(device.Length + 1)..] : p.Name));
        return cli.Fail(ExitCode.Failed, $"设备 {device} 没有测点“{point}”。它有：{names}", $"Device {device} has no point '{point}'. It has: {names}");
    }
}
