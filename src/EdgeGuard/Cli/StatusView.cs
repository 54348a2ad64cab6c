using System.Globalization;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The gateway's status on the terminal.</summary>
internal static class StatusView
{
    public const string Silent = "silent";

    /// <summary>Rules that failed are told one by one up to this number; --json holds them all [our default].</summary>
    private const int MaxFailed = 3;

    /// <summary>The newest notices of the store; the journal holds them all [our default].</summary>
    private const int MaxNotices = 3;

    public static void Show(CliContext cli, StatusReport status)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn(new GridColumn());
        Add("网关", "Gateway", $"{status.Gateway} · {status.Site}", Tables.Strong);
        Add("运行", "Running", cli.Say(
            $"{ValueText.Age(status.UpSeconds)}，第 {status.Boot} 次启动，版本 {status.Version}",
            $"{ValueText.Age(status.UpSeconds)}, start no. {status.Boot}, version {status.Version}"));
        AddConfiguration();
        Add("时钟", "Clock", cli.Say(ClockWords(status.Clock)), status.Clock == ClockSync.Sync ? Style.Plain : LevelText.Style(3));
        AddLink();
        Add("存储", "Store", StoreText.State(cli, status.Store, status.StoreFigures), status.Store.Fault is null ? Style.Plain : Tables.Ill);
        AddStore();
        Add("测点", "Points", status.Points.ToString(CultureInfo.InvariantCulture));
        Add("告警", "Alarms", Alarms(cli, status.Alarms), Worst(status.Alarms) is { } level ? LevelText.Style(level) : Tables.Well);
        AddJudgement();
        cli.Console.Write(grid);
        ShowDevices(cli, status.Devices);

        void Add(string zh, string en, string text, Style? style = null) =>
            grid.AddRow(new Text(cli.Say(zh, en), Tables.Quiet), new Text(text, style ?? Style.Plain));

        void AddJudgement()
        {
            if (status.Figures is { } figures)
                Add("告警统计", "Alarm rate", AlarmFiguresText.Of(cli, figures), AlarmFiguresText.Style(figures));
            foreach (WindowReport window in status.Maintenance)
                Add("维护", "Maintenance", HidingText.Of(cli, window), LevelText.Style(4));
            foreach (string failed in status.FailedRules.Take(MaxFailed))
                Add("规则出错", "Rule failed", failed, Tables.Ill);
            if (status.FailedRules.Count - MaxFailed is > 0 and var more)
                Add("", "", cli.Say($"另有 {more} 条", $"and {more} more"), Tables.Ill);
        }

        void AddStore()
        {
            if (status.StoreFigures is { } figures)
            {
                foreach ((string text, bool ill) in StoreText.Lines(cli, status.Store, figures))
                    Add("", "", text, ill ? LevelText.Style(3) : Style.Plain);
            }

            foreach (Words notice in status.StoreNotices.TakeLast(MaxNotices))
                Add("", "", cli.Say(notice), LevelText.Style(3));
        }

        void AddConfiguration()
        {
            Add("配置", "Config", status.ConfigHash);
            if (status.ConfigRefused is { } refused)
                Add("", "", cli.Say($"磁盘上的配置被拒绝：{refused}", $"refused on disk: {refused}"), Tables.Ill);
        }

        void AddLink()
        {
            if (status.Link is not { } link)
            {
                Add("平台", "Broker", cli.Say("未配置；数据只保存在本机", "none configured; everything is kept here"));
                return;
            }

            Add("平台", "Broker", Link(cli, link), link.Connected ? Tables.Well : Tables.Ill);
            if (link.Error is { } error)
                Add("", "", error, Tables.Ill);
        }
    }

    private static void ShowDevices(CliContext cli, IReadOnlyList<DeviceReport> devices)
    {
        if (devices.Count == 0)
            return;
        Table table = Tables.Make()
            .Fixed(cli.Say("设备", "Device"))
            .Fixed(cli.Say("状态", "State"))
            .Flowing(cli.Say("名称", "Name"));
        bool detailed = !cli.Narrow && devices.Any(d => d.Detail is not null);
        if (detailed)
            table.Flowing(cli.Say("说明", "Detail"));
        foreach (DeviceReport device in devices)
        {
            string name = cli.Say(device.Name);
            if (cli.Narrow && device.Detail is not null)
                name += $"\n{device.Detail}";
            List<Text> cells = [new(device.Id), State(cli, device.State), new(name)];
            if (detailed)
                cells.Add(new Text(device.Detail ?? ""));
            table.Row(cells);
        }

        cli.Console.Write(table);
        foreach (DeviceReport device in devices)
            DeviceView.ShowRefused(cli, device);
    }

    private static Text State(CliContext cli, string state) => state switch
    {
        "ok" => new Text(cli.Say("正常", "ok"), Tables.Well),
        Silent => new Text(cli.Say("无应答", "silent"), Tables.Ill),
        _ => new Text(cli.Say("未知", "unknown"), Tables.Quiet),
    };

    private static Words ClockWords(ClockSync clock) => clock switch
    {
        ClockSync.Sync => new Words("已同步", "synchronised"),
        ClockSync.Holdover => new Words("曾同步，现已失步", "was synchronised, is not now"),
        _ => new Words("从未同步；时间仅供参考", "never synchronised; take its times with care"),
    };

    private static string Link(CliContext cli, LinkReport link)
    {
        string since = ValueText.Age(link.Since);
        string state = link.Connected
            ? cli.Say($"已连接 {since}，{link.Protocol}", $"connected for {since}, {link.Protocol}")
            : cli.Say($"断开 {since}", $"disconnected for {since}");
        string rejected = link.Rejected == 0 ? "" : cli.Say($"，被拒 {link.Rejected}", $", {link.Rejected} rejected");
        return $"{link.Broker}\n{state}{cli.Say($"，已发 {link.Published}", $", {link.Published} sent")}{rejected}";
    }

    private static string Alarms(CliContext cli, AlarmCounts counts)
    {
        string hidden = AlarmFiguresText.Hidden(cli, counts);
        if (Worst(counts) is null && counts.Unacked == 0)
            return cli.Say("无", "none") + hidden;
        string[] levels =
        [
            .. new[] { counts.Level1, counts.Level2, counts.Level3, counts.Level4 }
                .Select((count, i) => (Count: count, Level: i + 1))
                .Where(l => l.Count > 0)
                .Select(l => $"{l.Count} {cli.Say(LevelText.Words(l.Level))}"),
        ];
        string standing = levels.Length == 0 ? cli.Say("无活动", "none active") : string.Join(cli.Say("、", ", "), levels);
        string unacked = counts.Unacked == 0 ? "" : cli.Say($"；未确认 {counts.Unacked}", $"; {counts.Unacked} unacked");
        return standing + unacked + hidden;
    }

    private static int? Worst(AlarmCounts counts) => counts switch
    {
        { Level1: > 0 } => 1,
        { Level2: > 0 } => 2,
        { Level3: > 0 } => 3,
        { Level4: > 0 } => 4,
        _ => null,
    };
}
