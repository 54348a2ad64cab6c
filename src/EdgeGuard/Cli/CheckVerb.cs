using System.CommandLine;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard check</c>: everything that is wrong with the configuration, at once, without running it.</summary>
internal sealed class CheckVerb(CommonOptions common)
{
    public Command Make()
    {
        var command = new Command("check", common.Say("检查配置，不运行", "check the configuration without running it"));
        command.SetAction(result => Run(common.Context(result), common.ConfigFolder(result)));
        return command;
    }

    private static int Run(CliContext cli, string folder)
    {
        GatewayConfiguration configuration = GatewayConfiguration.Read(folder, new Hardware(folder));
        configuration = configuration with
        {
            Errors = ConfigError.InOrder([.. configuration.Errors, .. SerialPortChecks.Of(configuration.Set.Gateway, SerialPorts.Machine)]),
        };
        if (cli.Json)
            JsonOut.Write(cli, [.. configuration.Errors.Select(Report)], CliJson.Default.IReadOnlyListCheckReport);
        else
            Print(cli, folder, configuration);
        return configuration.Accepted ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>In one column, unwrapped, so that editors and scripts find the place.</summary>
    private static void Print(CliContext cli, string folder, GatewayConfiguration configuration)
    {
        foreach (ConfigError error in configuration.Errors)
            cli.Line(error.In(cli.Language));
        int errors = configuration.Errors.Count(e => e.Severity == Severity.Error);
        int warnings = configuration.Errors.Count - errors;
        cli.Line(configuration.Accepted
            ? cli.Say($"{folder}：配置可用。{configuration.Devices.Count()} 台设备，{configuration.Set.Rules.Count} 条规则，{warnings} 个提示。", $"{folder}: accepted. {configuration.Devices.Count()} devices, {configuration.Set.Rules.Count} rules, {Count(warnings, "warning")}.")
            : cli.Say($"{folder}：配置被拒绝。{errors} 个错误，{warnings} 个提示。", $"{folder}: refused. {Count(errors, "error")}, {Count(warnings, "warning")}."));
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static CheckReport Report(ConfigError error) => new(
        error.File, error.Line, error.Column, error.Path, error.Severity == Severity.Error ? "error" : "warning", error.Message);
}
