using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using EdgeGuard.Benchmarks;

// Figures that are counted, not timed: what one alarm writes.
if (args is ["alarm-commit"])
{
    AlarmCommitFigures.Run();
    return;
}

// The copy that is measured is built anew, which takes longer than the usual two minutes on a small or busy machine.
IConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(StoreBenchmarks).Assembly).Run(args, config);
