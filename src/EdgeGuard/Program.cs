#pragma warning disable RS0030
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Logging;
using var loggers = LoggerFactory.Create(b => b.AddSimpleConsole(o => o.SingleLine = true));
using var stop = new CancellationTokenSource();
using var sig = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, c => { c.Cancel = true; stop.Cancel(); });
try { return await Gateway.RunAsync(new GatewayOptions { ConfigFolder = args[0], DataFolder = args[1], SocketPath = args[2], Board = new LinuxBoard() }, loggers, stop.Token); } catch (ConfigurationRefusedException e) { foreach (var x in e.Errors) System.Console.Error.WriteLine(x.In(EdgeGuard.Core.Points.Language.En)); return 1; }
