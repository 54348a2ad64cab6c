using BenchmarkDotNet.Attributes;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Benchmarks;

/// <summary>Fifty devices of forty points, a limit with two stages on each: what judging costs.</summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    private const int Devices = 50;
    private const int Points = 40;
    private const int Readings = Devices * Points;
    private static readonly Dictionary<int, Words> s_noStates = [];
    private readonly GatewayModel _model = Model();
    private readonly Reading[] _readings = new Reading[Points];
    private GatewayPipeline _pipeline = null!;
    private double _seconds;
    private bool _high;

    [GlobalSetup]
    public void Start()
    {
        _pipeline = new GatewayPipeline(_model);
        _pipeline.AddSerials(1, uint.MaxValue);
        Round(20);
    }

    /// <summary>One round of polls in which nothing happens, told for one reading.</summary>
    [Benchmark(OperationsPerInvoke = Readings)]
    public void QuietReading()
    {
        // The time of the telemetry's refresh never comes, so that judging alone is measured.
        _seconds = 1;
        Round(20);
    }

    /// <summary>One whole poll in which one of the forty values crosses its limit: begin, end, begin …</summary>
    [Benchmark]
    public int PollWithOneCrossing()
    {
        _high = !_high;
        MonotonicTime at = Next();
        Fill(0, 20, at);
        _readings[7] = Reading.Good(_model.Devices[0].Points[7], _high ? 50 : 20, at);
        return _pipeline.Apply(new PollInput(at, 0, _readings)).Transitions.Count;
    }

    /// <summary>One round of polls in which every value changes, and the telemetry message of each ten seconds; told for one reading.</summary>
    [Benchmark(OperationsPerInvoke = Readings)]
    public void ChangingReading()
    {
        _high = !_high;
        Round(_high ? 21 : 20);
    }

    private void Round(double value)
    {
        MonotonicTime at = Next();
        for (int device = 0; device < Devices; device++)
        {
            Fill(device, value, at);
            _pipeline.Apply(new PollInput(at, device, _readings));
        }
    }

    private MonotonicTime Next() => new(1, TimeSpan.FromSeconds(_seconds++));

    private void Fill(int device, double value, MonotonicTime at)
    {
        IReadOnlyList<PointId> points = _model.Devices[device].Points;
        for (int i = 0; i < Points; i++)
            _readings[i] = Reading.Good(points[i], value, at);
    }

    private static GatewayModel Model()
    {
        List<PointSpec> points =
        [
            .. Enumerable.Range(0, Points).Select(i =>
                new PointSpec($"r{i}", "rectifier.loadCurrent", "0406112001", Unit.Ampere, new Words("电流", "Current"), s_noStates)),
        ];
        List<DeviceSpec> devices =
        [
            .. Enumerable.Range(1, Devices).Select(i => new DeviceSpec($"dev{i:000}", new Words("设备", "Device"), TimeSpan.FromSeconds(1), 2, points)),
        ];
        var rule = new RuleConfig
        {
            Id = "high",
            Type = RuleType.Limit,
            Signal = "rectifier.loadCurrent",
            H = new LimitConfig(40),
            Hh = new LimitConfig(60),
            Deadband = 1,
            On = TimeSpan.Zero,
            Off = TimeSpan.Zero,
            Label = new Words("过高", "High"),
        };
        return ModelBuilder.Build(devices, RuleSet.Plain(rule), Language.En, new TelemetryConfig());
    }
}
