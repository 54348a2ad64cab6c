using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>A profile on the terminal.</summary>
internal static class ProfileView
{
    public static void Show(CliContext cli, DeviceProfile profile, ProfileDetail detail)
    {
        ShowHead(cli, profile, detail);
        bool printed = detail.Points.Any(p => p.Printed is not null);
        Table table = Tables.Make()
            .Flowing(cli.Say("测点", "Point"))
            .Fixed(cli.Narrow ? cli.Say("表", "Tab") : cli.Say("表", "Table"))
            .Fixed(cli.Say("地址", "Addr"), right: true);
        if (!cli.Narrow && printed)
            table.Fixed(cli.Say("文档地址", "Printed"), right: true);
        if (!cli.Narrow)
            table.Fixed(cli.Say("类型", "Type"));
        table.Fixed(cli.Say("单位", "Unit")).Flowing(cli.Say("名称", "Label"));
        foreach (ProfilePointReport point in detail.Points)
            table.Row(Cells(cli, point, printed));
        cli.Console.Write(table);
        cli.Line(cli.Say($"每轮 {detail.Requests.Count} 个请求：", $"Requests of a poll: {detail.Requests.Count}"));
        foreach (ProfileRequest request in detail.Requests)
            cli.Line(Told(cli, request));
    }

    private static void ShowHead(CliContext cli, DeviceProfile profile, ProfileDetail detail)
    {
        cli.Prose($"{detail.Name}: {detail.Manufacturer} {detail.Model}");
        cli.Prose(cli.Say(detail.Label));
        cli.Prose(cli.Say("依据：", "From: ") + cli.Say(ProfileText.Rung(profile.Provenance.Rung)) + cli.Say("；", "; ") + detail.Source);
        if (detail.Variant is not null)
            cli.Prose(cli.Say($"版本：{detail.Variant}（共 {string.Join("、", detail.Variants)}）", $"Variant: {detail.Variant} (of {string.Join(", ", detail.Variants)})"));
    }

    private static List<Text> Cells(CliContext cli, ProfilePointReport point, bool printed)
    {
        string bit = point.Bit is { } b ? string.Create(CultureInfo.InvariantCulture, $".{b}") : "";
        List<Text> cells =
        [
            new(point.Name),
            new(cli.Narrow ? Short(point.Table) : point.Table),
            new(point.Address.ToString(CultureInfo.InvariantCulture) + bit),
        ];
        if (!cli.Narrow && printed)
            cells.Add(new Text(point.Printed?.ToString(CultureInfo.InvariantCulture) ?? ""));
        if (!cli.Narrow)
            cells.Add(new Text(point.Type));
        string unit = Units.TryFindCanonical(point.Unit, out Unit? known) ? known.Value.Symbol() : point.Unit;
        cells.Add(new Text(unit));
        cells.Add(new Text(cli.Say(point.Label)));
        return cells;
    }

    private static string Short(string table) => table switch
    {
        "holdingRegister" => "HR",
        "inputRegister" => "IR",
        "coil" => "CO",
        _ => "DI",
    };

    private static string Told(CliContext cli, ProfileRequest request)
    {
        string every = request.EverySeconds is { } s ? cli.Say($"，每 {ValueText.Age(s)}", $", every {ValueText.Age(s)}") : "";
        return $"  {request.Table} {request.Address}+{request.Count}{every}";
    }
}
