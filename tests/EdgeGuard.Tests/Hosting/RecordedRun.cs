using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>A run of the gateway whose polls are known: devices <c>d</c> (x and y, every 2 s) and <c>e</c> (z, every 5 s), kept in a store.</summary>
internal sealed class RecordedRun
{
    public static readonly RuleConfig High = new()
    {
        Id = "high",
        Type = RuleType.Limit,
        Point = "d.x",
        H = new LimitConfig(50),
        On = TimeSpan.Zero,
        Off = TimeSpan.Zero,
        Label = new Words("过高", "High"),
    };

    private readonly GatewayStore _store;
    private readonly GatewayPipeline _pipeline;
    private readonly uint _boot;

    public RecordedRun(GatewayStore store, uint? boot = null)
    {
        _store = store;
        _boot = boot ?? store.Boot;
        _pipeline = new GatewayPipeline(Model);
        _pipeline.AddSerials(12 + (100 * _boot), 50);
    }

    public static GatewayModel Model { get; } = ModelBuilder.Build(
        [Device("d", 2, "x", "y"), Device("e", 5, "z")], RuleSet.Plain(High), Language.En, new TelemetryConfig { Refresh = TimeSpan.FromSeconds(120) });

    public List<(MonotonicTime At, int Device, double[] Values, bool Failed)> Polls { get; } = [];

    public GatewayPipeline Pipeline => _pipeline;

    /// <param name="silent">Whether e does not answer at a second.</param>
    public void Live(int from, int until, Func<int, double> x, Func<int, bool>? silent = null)
    {
        for (int second = from; second < until; second++)
        {
            if (second % 2 == 0)
                Poll(second, 0, x(second), 7);
            if (second % 5 == 0)
                Poll(second, 1, silent?.Invoke(second) == true ? double.NaN : Math.Sin(second / 50.0) * 100);
            Keep(_pipeline.Apply(new TickInput(At(second + 0.5))));
        }
    }

    public MonotonicTime At(double seconds) => new(_boot, TimeSpan.FromSeconds(seconds));

    private void Poll(int second, int device, params double[] values)
    {
        MonotonicTime at = At(second);
        bool failed = double.IsNaN(values[0]);
        Reading[] readings =
            [.. values.Select((v, i) => failed
                ? Reading.Bad(Model.Devices[device].Points[i], QualityReason.CommFailure, at)
                : Reading.Good(Model.Devices[device].Points[i], v, at))];
        Polls.Add((at, device, values, failed));
        Keep(_pipeline.Apply(new PollInput(at, device, readings, failed)));
    }

    private void Keep(PipelineOutput output)
    {
        if (!output.IsEmpty)
            _ = _store.Append(output.ToBatch());
    }

    private static DeviceSpec Device(string id, int poll, params string[] points) => new(
        id,
        new Words(id, id),
        TimeSpan.FromSeconds(poll),
        2,
        [.. points.Select(p => new PointSpec(p, null, null, Unit.Volt, new Words(p, p), new Dictionary<int, Words>()))]);
}
