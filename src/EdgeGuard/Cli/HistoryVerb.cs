using System.CommandLine;
using System.CommandLine.Parsing;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard history POINT [--from --to | --last] [--every] [--csv | --json] [--former]</c></summary>
internal sealed class HistoryVerb(CommonOptions common)
{
    /// <summary>Told when nothing else is asked for [our default].</summary>
    private const string Day = "-24h";

    public Command Make()
    {
        var point = new Argument<string>("POINT") { Description = common.Say("测点全名，如 ac1.returnTemperature", "the point's full name, as ac1.returnTemperature") };
        Option<string> from = Moment("--from", common.Say("起点，默认 24 小时前", "begin; 24 h ago when absent"));
        Option<string> to = Moment("--to", common.Say("终点，默认现在", "end, not included; now when absent"));
        Option<TimeSpan?> last = Durations.Make(common, "--last", common.Say("最近这么久，代替 --from", "the last so long, in place of --from"));
        Option<TimeSpan?> every = Durations.Make(common, "--every", common.Say("每隔这么久一行：平均、最低、最高、读数个数", "a row for every so long: mean, least, greatest, number of readings"));
        var csv = new Option<bool>("--csv") { Description = common.Say("输出 CSV（RFC 4180，首行为列名）", "print CSV (RFC 4180, with a header)") };
        var former = new Option<bool>("--former") { Description = common.Say("也读以前配置中的测点", "also a point of an earlier configuration") };
        var command = new Command("history", common.Say(
            "一个测点的历史值，来自所存的遥测：超过死区的每次变化；未变化的值不重复记录，直到刷新周期。时间为机房当地时间，写作 2026-11-25 08:00、" +
            "08:00、“today 08:00”、“yesterday”、-2h 或带时差的 ISO 时间；? 表示该次运行的时钟从未同步。首行可早于起点，即当时有效的值。缺数据和重启各占一行。" +
            "--json 逐行输出。",
            "what a point was, from the stored telemetry: every change beyond the deadband; a value that did not change is not told again before the " +
            "refresh. Times are those of the room, written as 2026-11-25 08:00, 08:00, 'today 08:00', 'yesterday', -2h, or ISO with an offset; ? marks " +
            "a run whose clock was never set. The first row may be older than the begin: it was in force then. Gaps and restarts have a row of their own. " +
            "--json prints a line each."))
            { point, from, to, last, every, csv, former };
        command.Validators.Add(result =>
        {
            if (result.GetResult(last) is not null && result.GetResult(from) is not null)
                result.AddError(common.Say("--last 和 --from 只给一个。", "Give --last or --from, not both."));
            if (result.GetValue(csv) && result.GetValue(common.Json))
                result.AddError(common.Say("--csv 和 --json 只给一个。", "Give --csv or --json, not both."));
        });
        command.SetAction((result, token) =>
        {
            string? begin = result.GetValue(from) ?? (result.GetValue(last) is { } span ? $"-{DurationConverter.Format(span)}" : null);
            var request = new ControlRequest("history")
            {
                Point = result.GetRequiredValue(point),
                From = begin ?? (result.GetValue(to) is null ? Day : null),
                To = result.GetValue(to),
                EverySeconds = result.GetValue(every)?.TotalSeconds,
                Former = result.GetValue(former),
            };
            CliContext cli = common.Context(result);
            Action<HistoryReport> print = cli.Json ? new HistoryJson(cli).Take : result.GetValue(csv) ? new HistoryCsv(cli).Take : new HistoryView(cli).Take;
            return ControlClient.AskAsync(cli, common.SocketPath(result), request, answer => print(answer.History ?? new HistoryReport()), token);
        });
        return command;
    }

    private Option<string> Moment(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            // What the time is in the room only the daemon knows; whether it is one at all is known here.
            if (result.Tokens is [var token] && !RoomMoment.TryParse(token.Value, DateTimeOffset.UnixEpoch.AddYears(1), TimeZoneInfo.Utc, out _))
                result.AddError($"{name}: {common.Say(RoomMoment.NotUnderstood(token.Value).Zh, RoomMoment.NotUnderstood(token.Value).En)}");
        });
        return option;
    }
}
