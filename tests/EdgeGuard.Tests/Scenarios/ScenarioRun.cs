using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Scenarios;

/// <summary>What came of a scenario.</summary>
/// <param name="Lines">A transition each, as <c>rules replay --json</c> prints it.</param>
/// <param name="Refused">Rows of the input that could not be understood.</param>
/// <param name="Commands">Commands whose answer was another one than expected.</param>
internal sealed record ScenarioRun(IReadOnlyList<string> Lines, ReplayCounts Counts, IReadOnlyList<CsvError> Refused, IReadOnlyList<string> Commands)
{
    public static ScenarioRun Of(Scenario scenario)
    {
        GatewayModel model = Model(scenario);
        var lines = new List<string>();
        var refused = new List<CsvError>();
        var wrong = new List<string>();
        var replayer = new Replayer(model with { Telemetry = null }, (transition, time) => lines.Add(TransitionReport.Of(transition, time).Line()));
        var commands = new Queue<ScenarioCommand>(scenario.Commands);
        using Stream input = scenario.OpenInput();
        var rows = new CsvRows(Scenario.Input, input, model, refused.Add);
        while (rows.TryRead(out ReplayRow row))
        {
            while (commands.TryPeek(out ScenarioCommand? command) && command.Time < row.Time)
                Do(commands.Dequeue(), replayer, wrong);
            replayer.Take(row);
        }

        while (commands.TryDequeue(out ScenarioCommand? command))
            Do(command, replayer, wrong);
        replayer.End();
        return new ScenarioRun(lines, replayer.Counts, refused, wrong);
    }

    private static void Do(ScenarioCommand command, Replayer replayer, List<string> wrong)
    {
        AckResult? result = command.Do(replayer);
        if (command.Result is { } expected && result != expected)
            wrong.Add($"{command.Text}\n  answered {result}");
    }

    /// <summary>The room, the scenario's own files over it, and the packs it names.</summary>
    private static GatewayModel Model(Scenario scenario)
    {
        string folder = Directory.CreateTempSubdirectory("eg-scenario-").FullName;
        try
        {
            scenario.CopyConfiguration(folder);
            var hardware = new Hardware(folder);
            GatewayConfiguration all = GatewayConfiguration.Read(folder, hardware);
            List<ConfigFile> files = [.. all.Files.Where(f => f.Kind != ConfigFileKind.Pack || scenario.Packs?.Contains(Path.GetFileNameWithoutExtension(f.Name)) != false)];
            var configuration = GatewayConfiguration.Check(files, hardware);
            Assert.True(configuration.Accepted, string.Join('\n', configuration.Errors.Select(e => e.In(Core.Points.Language.En))));
            return GatewayModels.Of(configuration, hardware);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
