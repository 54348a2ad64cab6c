using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The gateway as a device of its own: what goes wrong inside it is a point like any other, watched by rules like any other
/// (<c>hardware/rules/gateway.json</c>).
/// </summary>
internal sealed class SelfMonitor(Func<SelfReading> read) : IPointSource
{
    public const string DeviceId = "gateway";

    private static readonly Dictionary<int, Words> s_fault = new()
    {
        [0] = new Words("正常", "well"),
        [1] = new Words("故障", "fault"),
    };

    private static readonly Dictionary<int, Words> s_none = [];
    private static readonly TimeSpan s_lately = TimeSpan.FromMinutes(10);

    private readonly RecentCount _deadLetters = new(s_lately);
    private readonly RecentCount _droppedTelemetry = new(s_lately);

    /// <summary>The device, and its points in the order in which they are read.</summary>
    public static DeviceSpec Spec { get; } = new(DeviceId, new Words("网关", "Gateway"), TimeSpan.FromSeconds(1), CommLevel: 2,
    [
        new("store", "gateway.store", null, Unit.None, new Words("存储故障", "Store fault"), s_fault),
        new("config", "gateway.config", null, Unit.None, new Words("配置被拒", "Configuration refused"), s_fault),
        new("clock", "gateway.clock", null, Unit.None, new Words("时钟未同步", "Clock not synchronised"), s_fault),
        new("deadLetters", "gateway.deadLetters", null, Unit.None, new Words("10 分钟内被平台拒收的消息", "Messages refused by the platform in 10 min"), s_none),
        new("droppedTelemetry", "gateway.droppedTelemetry", null, Unit.None, new Words("10 分钟内丢弃的遥测消息", "Telemetry messages dropped in 10 min"), s_none),
    ]);

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SelfReading now = read();
        ReadOnlySpan<double> values =
        [
            now.StoreFault is null ? 0 : 1,
            now.ConfigRefused is null ? 0 : 1,
            now.Clock == ClockSync.Sync ? 0 : 1,
            _deadLetters.Add(batch.At.SinceBoot, now.DeadLetters),
            _droppedTelemetry.Add(batch.At.SinceBoot, now.DroppedTelemetry),
        ];
        for (int i = 0; i < values.Length; i++)
            batch.Add(Reading.Good(batch.Points[i], values[i], batch.At));
        if ((now.StoreFault ?? now.ConfigRefused) is { } detail)
            batch.Note(detail);
        return ValueTask.CompletedTask;
    }
}
