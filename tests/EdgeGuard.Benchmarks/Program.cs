using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using EdgeGuard.Benchmarks;

// The copy that is measured is built anew, which takes longer than the usual two minutes on a small or busy machine.
IConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(StoreBenchmarks).Assembly).Run(args, config);
