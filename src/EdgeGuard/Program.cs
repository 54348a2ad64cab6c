using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;

var parts = new CliParts
{
    Run = DaemonRun.RunAsync,
    Demo = DemoRun.RunAsync,
    Direct = (folder, request, token) => new DirectScan(new LinuxBoard(), TimeProvider.System).AnswersAsync(folder, request, token),
    ReadDevice = (folder, device, token) => new DirectRead(new LinuxBoard(), TimeProvider.System).ReadAsync(folder, device, token),
};
return await new CliApp(parts).InvokeAsync(args, CancellationToken.None);
