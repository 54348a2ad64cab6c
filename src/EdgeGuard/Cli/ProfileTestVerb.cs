using System.CommandLine;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard profile test NAME|FILE</c>: a profile's own examples, and what it must keep beyond its form.</summary>
internal sealed class ProfileTestVerb(CommonOptions common)
{
    public Command Make()
    {
        var name = new Argument<string>("NAME|FILE") { Description = common.Say("模板名或文件", "name of a profile, or a file") };
        var command = new Command("test", common.Say("运行模板自带的例子", "run the examples of a profile")) { name };
        command.SetAction(result => Run(common.Context(result), common.ConfigFolder(result), result.GetRequiredValue(name)));
        return command;
    }

    private static int Run(CliContext cli, string configFolder, string name)
    {
        var hardware = new Hardware(configFolder);
        bool isFile = name.EndsWith(".json", StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal);
        byte[]? bytes = isFile ? File.ReadAllBytes(name) : hardware.ProfileBytes(name);
        if (bytes is null)
            return ProfileText.NoSuch(cli, name, hardware);
        ProfileTestReport report = Test(cli, name, bytes, hardware.Signals);
        if (cli.Json)
            JsonOut.Write(cli, report, CliJson.Default.ProfileTestReport);
        else
            Print(cli, report);
        return report.Passed ? ExitCode.Done : ExitCode.Failed;
    }

    private static ProfileTestReport Test(CliContext cli, string name, byte[] bytes, SignalDictionary signals)
    {
        IReadOnlyList<ConfigError> errors = ProfileFileCheck.Map(name, bytes, signals, out DeviceProfile? profile);
        // The examples rely on a profile without errors.
        List<ExampleReport> examples = errors.Count > 0 || profile is null ? [] : [.. profile.Examples.Select(e => Run(profile, e))];
        return new ProfileTestReport(
            name, errors.Count == 0 && examples.All(e => e.Passed), [.. errors.Select(e => $"{e.Line}:{e.Column} {e.Path}: {cli.Say(e.Message)}")], examples);
    }

    private static ExampleReport Run(DeviceProfile profile, ProfileExample example)
    {
        IReadOnlyList<Words> failures = ProfileExamples.Run(profile, example);
        return new ExampleReport(example.Name, failures.Count == 0, failures);
    }

    private static void Print(CliContext cli, ProfileTestReport report)
    {
        foreach (string finding in report.Findings)
            cli.Line(cli.Say($"错误  {finding}", $"error {finding}"));
        foreach (ExampleReport example in report.Examples)
        {
            cli.Line(example.Passed ? cli.Say($"通过  {example.Name}", $"ok    {example.Name}") : cli.Say($"失败  {example.Name}", $"FAIL  {example.Name}"));
            foreach (Words failure in example.Failures)
                cli.Line($"      {cli.Say(failure)}");
        }

        int failed = report.Examples.Count(e => !e.Passed);
        if (report.Findings.Count > 0)
            cli.Line(cli.Say($"{report.Name}：{report.Findings.Count} 个错误，例子未运行。", $"{report.Name}: {report.Findings.Count} errors; the examples were not run."));
        else
            cli.Line(cli.Say($"{report.Name}：{report.Examples.Count - failed} 个例子通过，{failed} 个失败。", $"{report.Name}: {report.Examples.Count - failed} examples passed, {failed} failed."));
    }
}
