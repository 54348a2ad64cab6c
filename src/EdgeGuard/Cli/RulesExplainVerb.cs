using System.CommandLine;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard rules explain POINT</c>: which rules watch it, and, when a daemon answers, how they stand.</summary>
internal sealed class RulesExplainVerb(CommonOptions common)
{
    public Command Make()
    {
        var point = new Argument<string>("POINT") { Description = common.Say("测点，如 ups1.load", "a point, as ups1.load") };
        var command = new Command("explain", common.Say(
            "某测点由哪些规则监视、限值和出处；守护进程在运行时，还说明现在为何告警或不告警",
            "which rules watch a point, with what limits, from which file; while a daemon runs also why it is or is not in alarm now"))
        {
            point,
        };
        command.SetAction((result, token) => RunAsync(
            common.Context(result), common.ConfigFolder(result), common.SocketPath(result), result.GetRequiredValue(point), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string folder, string socket, string name, CancellationToken cancellationToken)
    {
        if (ConfigurationModel.Read(cli, folder) is not { } read)
            return ExitCode.Failed;
        if (!read.Model.Points.TryFind(name, out PointInfo? point))
            return NoSuch(cli, name, read);
        ExplainReport? now = await AskAsync(cli, socket, name, cancellationToken).ConfigureAwait(false);
        PointRulesReport report = Report(read, point, now);
        if (cli.Json)
            JsonOut.Write(cli, report, CliJson.Default.PointRulesReport);
        else
            RulesExplainView.Show(cli, point, report);
        return ExitCode.Done;
    }

    private static PointRulesReport Report(ConfigurationModel read, PointInfo point, ExplainReport? now)
    {
        Dictionary<string, string?> files = RuleCatalogue.Of(read.Configuration, read.Model).ToDictionary(e => e.Rule.Id, e => e.File, StringComparer.Ordinal);
        return new PointRulesReport(
            point.Name,
            point.Label,
            point.Signal,
            point.Unit.Name(),
            [
                .. from alarm in read.Model.Alarms
                   where alarm.Point.Id == point.Id || alarm.Related.Contains(point.Name)
                   select WatchReport.Of(alarm, files.GetValueOrDefault(alarm.Rule.Id), now?.Alarms.FirstOrDefault(a => a.Key == alarm.Key)),
            ],
            now?.Point);
    }

    private static int NoSuch(CliContext cli, string name, ConfigurationModel read)
    {
        string? near = Nearest.Name(name, read.Model.Points.All.Select(p => p.Name));
        return cli.Fail(
            ExitCode.Failed,
            $"没有名为“{name}”的测点{(near is null ? "" : $"；是否指 {near}？")}",
            $"There is no point named '{name}'{(near is null ? "." : $"; did you mean {near}?")}");
    }

    /// <summary>Null when no daemon answers: the configuration alone is told then.</summary>
    private static async Task<ExplainReport?> AskAsync(CliContext cli, string socket, string point, CancellationToken cancellationToken)
    {
        try
        {
            ControlAnswer? answer = await ControlClient.AskAsync(socket, new ControlRequest("explain") { Point = point }, cancellationToken).ConfigureAwait(false);
            if (answer is { Exit: not 0, Message: { } message })
                cli.Error.WriteLine(cli.Say($"守护进程：{message.Zh}", $"The daemon: {message.En}"));
            return answer?.Explain;
        }
        catch (IOException e)
        {
            cli.Error.WriteLine(cli.Say($"守护进程没有回答：{e.Message}", $"The daemon did not answer: {e.Message}"));
            return null;
        }
    }
}
