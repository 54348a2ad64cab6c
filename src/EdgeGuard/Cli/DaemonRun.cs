using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The daemon in the foreground: <c>edgeguard run</c>.</summary>
internal static class DaemonRun
{
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        using ILoggerFactory loggers = MakeLoggers(LogLevel.Information);
        var gateway = new GatewayOptions
        {
            ConfigFolder = options.ConfigFolder,
            DataFolder = options.DataFolder,
            SocketPath = options.SocketPath,
            Board = new LinuxBoard(),
        };
        return await RunAsync(gateway, options.Cli, loggers, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a gateway and tells why when it cannot start.</summary>
    public static async Task<int> RunAsync(GatewayOptions options, CliContext cli, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await Hosting.Gateway.RunAsync(options, loggers, cancellationToken).ConfigureAwait(false);
        }
        catch (ConfigurationRefusedException e)
        {
            foreach (ConfigError error in e.Errors)
                cli.Error.WriteLine(error.In(cli.Language));
            return cli.Fail(
                ExitCode.Failed,
                $"{options.ConfigFolder} 中的配置有错误，且没有以前接受过的配置可用。",
                $"The configuration in {options.ConfigFolder} has errors, and none was accepted before that could run instead.");
        }
        catch (OutboxFaultException e)
        {
            return cli.Fail(
                ExitCode.Failed,
                $"数据目录 {options.DataFolder} 无法使用：{e.Message} 可用 --data 指定其他目录。",
                $"The data folder {options.DataFolder} cannot be used: {e.Message} Give another with --data.");
        }
    }

    /// <summary>To the journal in its own form under systemd, else to standard error.</summary>
    public static ILoggerFactory MakeLoggers(LogLevel level) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(level);
        if (SystemdHelpers.IsSystemdService())
            logging.AddSystemdConsole();
        else
            logging.AddSimpleConsole(o => o.SingleLine = true);
        logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
