using EdgeGuard.Gateway.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Draws one frame of the live view, cut to the height and width of the terminal.</summary>
internal static class LiveScreen
{
    /// <summary>Title, broker, story, two headings, footer and the lines between.</summary>
    private const int FixedLines = 13;

    private const int MinEvents = 3;
    private const int MaxEvents = 8;

    public static IRenderable Draw(CliContext cli, LiveFrame frame)
    {
        int width = cli.Console.Profile.Width;
        string[] devices = [.. frame.Points.Select(p => p.Device).Distinct(StringComparer.Ordinal)];
        int room = Math.Max(cli.Console.Profile.Height - FixedLines - MinEvents, 4);
        // A device has two lines on a narrow screen that is high enough; alarms get what is left.
        int linesPerDevice = cli.Narrow && devices.Length * 2 <= room / 2 ? 2 : 1;
        room -= devices.Length * linesPerDevice;
        int linesPerAlarm = AlarmsTable.LinesOfCut(cli);
        int alarms = Math.Min(frame.Alarms.Count, Math.Max(room / linesPerAlarm, 1));
        int events = Math.Clamp(room - alarms * linesPerAlarm + MinEvents, MinEvents, MaxEvents);

        List<IRenderable> rows = [.. Head(cli, frame, width), Points(cli, frame, devices, width, linesPerDevice)];
        rows.Add(frame.Alarms.Count == 0
            ? new Text(cli.Say("  没有告警", "  no alarm"), Tables.Well)
            : AlarmsTable.MakeCut(cli, AlarmTree.Of(frame.Alarms).All.Take(alarms)));
        if (frame.Alarms.Count > alarms)
            rows.Add(new Text(cli.Say($"  另有 {frame.Alarms.Count - alarms} 条", $"  and {frame.Alarms.Count - alarms} more"), Tables.Quiet));
        rows.Add(Line());
        rows.AddRange(frame.Events.TakeLast(events).Select(e => new Text(CellText.Cut(e.Text, width), e.Level is { } level ? LevelText.Style(level) : Tables.Strong)));
        rows.Add(Foot(cli, frame.Source.Broker));
        return new Rows(rows);
    }

    private static IEnumerable<IRenderable> Head(CliContext cli, LiveFrame frame, int width)
    {
        string title = cli.Say($"EdgeGuard 演示  机房时间 {PlainLines.Clock(frame.RoomTime)}  {frame.Source.Speed} 倍速", $"EdgeGuard demo  room time {PlainLines.Clock(frame.RoomTime)}  speed {frame.Source.Speed}");
        string broker = $"MQTT {frame.Source.BrokerText}";
        if (cli.Narrow)
        {
            yield return new Text(title, Tables.Strong);
            yield return new Text(broker);
        }
        else
        {
            yield return new Text($"{title}  {broker}", Tables.Strong);
        }

        yield return new Text(CellText.Cut(frame.Story ?? cli.Say("一切正常。", "All is well."), width));
        yield return Line();
    }

    private static Grid Points(CliContext cli, LiveFrame frame, string[] devices, int width, int lines)
    {
        const int padding = 3;
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn(new GridColumn());
        int names = devices.Length == 0 ? 0 : devices.Max(d => d.Length);
        foreach (string device in devices)
        {
            IEnumerable<PointReport> points = frame.Points.Where(p => p.Device == device);
            grid.AddRow(new Text(device, Tables.Strong), DeviceLine.Draw(cli, points, frame.Alarms, width - names - padding, lines));
        }

        return grid;
    }

    /// <summary>The call to listen with is whole, to be copied.</summary>
    private static Text Foot(CliContext cli, Uri broker)
    {
        string port = broker.Port > 0 ? $" -p {broker.Port}" : "";
        string between = cli.Narrow ? "\n" : " ";
        return new Text(cli.Say("Ctrl-C 结束。收听：", "Ctrl-C ends it. Listen:") + $"{between}mosquitto_sub -h {broker.Host}{port} -v -t '#'", Tables.Quiet);
    }

    private static Rule Line() => new() { Style = Tables.Quiet };
}
