using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;

var parts = new CliParts
{
    Run = (options, _) => Task.FromResult(options.Cli.Fail(ExitCode.Failed, "此版本不含 run。", "This build has no run.")),
    Demo = (options, _) => Task.FromResult(options.Cli.Fail(ExitCode.Failed, "此版本不含 demo。", "This build has no demo.")),
    ReadDevice = (folder, device, token) => new DirectRead(new LinuxBoard(), TimeProvider.System).ReadAsync(folder, device, token),
};
return await new CliApp(parts).InvokeAsync(args, CancellationToken.None);
