using BenchmarkDotNet.Attributes;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Benchmarks;

/// <summary>One answer's registers to forty readings.</summary>
[MemoryDiagnoser]
public class DecoderBenchmarks
{
    private readonly PlanBlock _words = BenchProfiles.Words().Blocks[0];
    private readonly PlanBlock _mixed = BenchProfiles.Mixed().Blocks[0];
    private readonly ushort[] _registers = [.. Enumerable.Range(100, 125).Select(i => (ushort)i)];
    private readonly PointId[] _ids = [.. Enumerable.Range(0, BenchProfiles.Points).Select(i => new PointId(i))];
    private readonly Reading[] _readings = new Reading[BenchProfiles.Points];

    [Benchmark(OperationsPerInvoke = BenchProfiles.Points)]
    public void FortyWords() => RegisterDecoder.Decode(_words, _registers, _ids, new MonotonicTime(1, TimeSpan.FromSeconds(7)), _readings);

    [Benchmark(OperationsPerInvoke = BenchProfiles.Points)]
    public void FortyOfMixedTypes() => RegisterDecoder.Decode(_mixed, _registers, _ids, new MonotonicTime(1, TimeSpan.FromSeconds(7)), _readings);
}
