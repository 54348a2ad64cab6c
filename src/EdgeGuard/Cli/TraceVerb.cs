using System.CommandLine;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard trace SERIAL [--csv | --json]</c></summary>
internal sealed class TraceVerb(CommonOptions common)
{
    public Command Make()
    {
        Argument<string> serial = SerialArgument.Make(common);
        var csv = new Option<bool>("--csv") { Description = common.Say("输出 CSV（RFC 4180，首行为列名）", "print CSV (RFC 4180, with a header)") };
        var command = new Command("trace", common.Say(
            "一条告警的完整经过：信号、告警、操作（谁、做了什么）、消除，按时间排列；以及相关测点在起因前后各 5 分钟的值。值来自所存的遥测：超过 0.5 % 的" +
            "每次变化都按毫秒记录，更小的变化不记录；最新的数据最多滞后一个上送周期（默认 10 秒）。事件来自日志。--json 逐行输出 " +
            "{time,kind,point,value,quality} 或 {time,kind,event,by,text}，各测点的首行可早于这段时间，即当时有效的值。",
            "the whole story of an alarm in the order of time: signal, alarm, who did what, clear; and the related points from 5 minutes before its " +
            "onset to 5 after. Values come from the stored telemetry, which keeps every change beyond 0.5 % with its millisecond, and none below; the " +
            "newest lag by up to one interval (10 s by default). Events come from the journal. --json prints a line {time,kind,point,value,quality} or " +
            "{time,kind,event,by,text} each; a point's first may be older than the span: it was in force when the span begins.")) { serial, csv };
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) && result.GetValue(common.Json))
                result.AddError(common.Say("--csv 和 --json 只给一个。", "Give --csv or --json, not both."));
        });
        command.SetAction((result, token) =>
            RunAsync(common.Context(result), common.SocketPath(result), result.GetRequiredValue(serial), result.GetValue(csv), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, string serial, bool csv, CancellationToken cancellationToken)
    {
        var request = new ControlRequest("trace") { Serial = serial };
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, request, cancellationToken).ConfigureAwait(false);
        if (answer?.Trace is not { } trace)
            return exit;
        if (cli.Json)
            TraceRows.WriteJson(cli, trace);
        else if (csv)
            TraceRows.WriteCsv(cli, trace);
        else
            TraceTable.Show(cli, trace);
        return ExitCode.Done;
    }
}
