using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard trace SERIAL</c></summary>
internal sealed class TraceVerb(CommonOptions common)
{
    public Command Make()
    {
        Argument<string> serial = SerialArgument.Make(common);
        var command = new Command("trace", common.Say(
            "告警的黑匣子：相关测点在告警发生前后各 5 分钟的值。数据来自所存的遥测：超过 0.5 % 的每次变化都按毫秒记录，更小的变化不记录；" +
            "最新的数据最多滞后一个上送周期（默认 10 秒）。--json 逐行输出 {time,point,value,quality}，各测点的首行可早于这段时间，即当时有效的值。",
            "an alarm's black box: the related points from 5 minutes before its onset to 5 after. It comes from the stored telemetry, which keeps " +
            "every change beyond 0.5 % with its millisecond, and none below; the newest lag by up to one interval (10 s by default). --json prints " +
            "a line {time,point,value,quality} each; a point's first may be older than the span: it was in force when the span begins.")) { serial };
        command.SetAction((result, token) =>
            RunAsync(common.Context(result), common.SocketPath(result), result.GetRequiredValue(serial), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, string serial, CancellationToken cancellationToken)
    {
        var request = new ControlRequest("trace") { Serial = serial };
        (ControlAnswer? answer, int exit) = await ControlClient.AskAsync(cli, socket, request, cancellationToken).ConfigureAwait(false);
        if (answer?.Trace is not { } trace)
            return exit;
        if (cli.Json)
            WriteLines(cli, trace);
        else
            TraceTable.Show(cli, trace);
        return ExitCode.Done;
    }

    private static void WriteLines(CliContext cli, TraceReport trace)
    {
        foreach (TraceReading reading in trace.Readings)
        {
            string time = trace.Onset.UtcDateTime.AddSeconds(reading.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            string? reason = reading.Quality == QualityText.Good ? null : reading.Reason;
            var line = new TraceLine(time, trace.Points[reading.Point].Name, reading.Value, reading.Quality, reason);
            cli.Line(JsonSerializer.Serialize(line, JsonLines.Default.TraceLine));
        }
    }
}
