using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(EdgeGuard.Benchmarks.StoreBenchmarks).Assembly).Run(args);
