using BenchmarkDotNet.Attributes;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Core.Tests;

namespace EdgeGuard.Benchmarks;

/// <summary>The full shipped packs over fifty devices of forty points: what a second of such a room costs.</summary>
[MemoryDiagnoser]
public class FullRoomBenchmarks
{
    private const int Readings = BigRoom.Devices * BigRoom.PointsPerDevice;
    private const int Rounds = 10;

    private readonly GatewayModel _model = BigRoom.Model(Hardware, Signals) with { Telemetry = null };
    private GatewayPipeline _pipeline = null!;
    private PollInput[] _polls = null!;
    private PipelineSnapshot _snapshot = null!;
    private int _second;

    private static string Hardware { get; } = Path.Combine(Root(AppContext.BaseDirectory), "hardware");

    private static SignalDictionary Signals { get; } = SignalDictionary.Parse(File.ReadAllBytes(Path.Combine(Hardware, "signals.json")));

    [GlobalSetup]
    public void Start()
    {
        _pipeline = new GatewayPipeline(_model);
        _pipeline.AddSerials(1, uint.MaxValue / 2);
        for (int i = 0; i < 600; i += Rounds)
        {
            Prepare();
            RoomSecond();
        }

        _snapshot = _pipeline.Snapshot();
        Prepare();
    }

    /// <summary>Values a little different at every poll, made outside of what is measured.</summary>
    [IterationSetup(Target = nameof(RoomSecond))]
    public void Prepare() => _polls =
    [
        .. Enumerable.Range(_second, Rounds).SelectMany(second => _model.Devices.Select(device => Poll(device, new MonotonicTime(1, TimeSpan.FromSeconds(second))))),
    ];

    /// <summary>Told for one reading: polls, computed points, conditions, alarms and the tick of each second.</summary>
    [Benchmark(OperationsPerInvoke = Readings * Rounds)]
    public void RoomSecond()
    {
        int next = 0;
        for (int i = 0; i < Rounds; i++, _second++)
        {
            for (int device = 0; device < _model.Devices.Count; device++)
                _pipeline.Apply(_polls[next++]);
            var at = new MonotonicTime(1, TimeSpan.FromSeconds(_second));
            _pipeline.Apply(new TickInput(at, DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000 + _second)));
        }
    }

    [Benchmark]
    public int Snapshot() => _pipeline.Snapshot().Terms!.Length;

    [Benchmark]
    public int Restore()
    {
        var pipeline = new GatewayPipeline(_model);
        return pipeline.Restore(new RestoredState([], _snapshot, TimeSpan.Zero), new MonotonicTime(2, TimeSpan.Zero)).Transitions.Count;
    }

    private PollInput Poll(DeviceModel device, MonotonicTime at)
    {
        var readings = new Reading[device.Points.Count];
        for (int i = 0; i < readings.Length; i++)
        {
            PointInfo point = _model.Points[device.Points[i]];
            double rest = BigRoom.Rest(point);
            double sway = point.Unit == Unit.None ? 0 : rest * 0.001 * ((at.SinceBoot.TotalSeconds * 7 + i) % 5);
            readings[i] = Reading.Good(point.Id, rest + sway, at);
        }

        return new PollInput(at, device.Index, readings);
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "EdgeGuard.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
