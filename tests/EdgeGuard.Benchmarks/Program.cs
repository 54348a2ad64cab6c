using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using EdgeGuard.Benchmarks;

// Figures of a run of its own.
switch (args)
{
    case ["alarm-commit"]:
        AlarmCommitFigures.Run();
        return;
    case ["dead-devices", ..]:
        DeadDeviceFigures.Run(TimeSpan.FromMinutes(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 10));
        return;
    case ["modbus-clients"]:
        await ModbusClientFigures.RunAsync();
        return;
    case ["fuzz", ..]:
        await FuzzRun.RunAsync(args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000_000);
        return;
    case ["telemetry", ..]:
        TelemetryReport.Day(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 1);
        return;
    case ["open", ..]:
        TelemetryReport.Open(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 1);
        return;
}

// The copy that is measured is built anew, which takes longer than the usual two minutes on a small or busy machine.
IConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(StoreBenchmarks).Assembly).Run(args, config);
