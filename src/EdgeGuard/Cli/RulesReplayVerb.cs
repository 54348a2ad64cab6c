using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Replay;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard rules replay --from FILE.csv|store</c>: what would have been raised. It touches nothing and needs no daemon.</summary>
internal sealed class RulesReplayVerb(CommonOptions common)
{
    private const string Store = "store";
    private const string Telemetry = "t";

    public Command Make()
    {
        var from = new Option<string>("--from")
        {
            Description = common.Say(
                $"CSV 文件（首行 time,point,value,quality；时间为 UTC，如 2026-03-01T12:00:00.000Z；质量 good、uncertain、bad，空为 good；值为空即无效），或 {Store}：数据目录中的历史数据",
                $"a CSV file (first line time,point,value,quality; times in UTC as 2026-03-01T12:00:00.000Z; quality good, uncertain, bad, empty is good; an empty value is bad), or {Store}: the history in the data folder"),
            HelpName = $"FILE.csv|{Store}",
            Required = true,
        };
        var command = new Command("replay", common.Say(
            "用当前配置重新判断历史数据：会产生哪些告警。不影响任何运行中的部分",
            "judge past readings by this configuration: what would have been raised. Touches nothing"))
        {
            from,
        };
        command.SetAction((result, token) => Task.FromResult(
            Run(common.Context(result), common.ConfigFolder(result), result.GetRequiredValue(from), common.DataFolder(result), token)));
        return command;
    }

    private static int Run(CliContext cli, string configFolder, string from, string dataFolder, CancellationToken cancellationToken)
    {
        if (ConfigurationModel.Read(cli, configFolder) is not { } read)
            return ExitCode.Failed;
        var output = new ReplayOutput(cli);
        long start = Stopwatch.GetTimestamp();
        var replayer = new Replayer(read.Model with { Telemetry = null }, output.Tell);
        var names = new PointNames(read.Model.Points);
        int? exit = from == Store
            ? FromStore(cli, dataFolder, new StoredPolls(read.Model, names, replayer), output, cancellationToken)
            : FromCsv(cli, from, names, replayer, output, cancellationToken);
        if (exit is null)
            return ExitCode.Failed;
        replayer.End();
        output.End(replayer.Counts, Stopwatch.GetElapsedTime(start));
        return exit.Value;
    }

    /// <returns>Null when nothing of the file can be understood.</returns>
    private static int? FromCsv(CliContext cli, string file, PointNames names, Replayer replayer, ReplayOutput output, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
            var rows = new CsvRows(file, stream, names, output.Refuse);
            while (rows.TryRead(out ReplayRow row))
            {
                replayer.Take(row);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return rows.Refused > 0 ? ExitCode.Failed : ExitCode.Done;
        }
        catch (CsvHeaderException e)
        {
            cli.Error.WriteLine(e.Error.In(cli.Language));
            return null;
        }
    }

    /// <returns>Null when there is nothing to read.</returns>
    private static int? FromStore(CliContext cli, string dataFolder, StoredPolls polls, ReplayOutput output, CancellationToken cancellationToken)
    {
        try
        {
            var clocks = new ClockMap();
            foreach (BootClock clock in TelemetryHistory.Clocks(dataFolder))
                clocks.Set(clock);
            foreach (OutboxMessage message in TelemetryHistory.Read(dataFolder, cli.Error.WriteLine))
            {
                if (message.Content.Stream == Telemetry)
                    polls.Take(message, clocks);
                cancellationToken.ThrowIfCancellationRequested();
            }

            polls.End();
            output.NotKnown(polls.Unknown);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OutboxFaultException or JsonException)
        {
            cli.Error.WriteLine(cli.Say($"历史数据无法读取：{e.Message}", $"The history cannot be read: {e.Message}"));
            return null;
        }
    }
}
