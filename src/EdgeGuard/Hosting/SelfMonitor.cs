using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The gateway as a device of its own: what goes wrong inside it is a point like any other, watched by rules like any other
/// (<c>hardware/rules/gateway.json</c>).
/// </summary>
internal sealed class SelfMonitor(Func<SelfReading> read) : IPointSource
{
    public const string DeviceId = OwnPoints.GatewayDevice;

    private static readonly TimeSpan s_lately = TimeSpan.FromMinutes(10);

    private readonly RecentCount _deadLetters = new(s_lately);
    private readonly RecentCount _droppedTelemetry = new(s_lately);

    private static readonly string[] s_points = ["store", "config", "clock", "deadLetters", "droppedTelemetry"];

    /// <summary>What the pipeline itself tells of its rules and alarms: points of this device that no poll brings.</summary>
    private static readonly string[] s_judged =
    [
        OwnPoints.Rules, "alarmRate", "alarmFlood", "alarmFloodShare", "alarmChattering", "alarmStanding", "alarmTop10Share",
        "alarmShareLevel1", "alarmShareLevel2", "alarmShareLevel3", "alarmShareLevel4",
    ];

    /// <summary>The device, and its points in the order in which they are read.</summary>
    public static DeviceSpec Spec(SignalDictionary signals) => new(
        DeviceId, new Words("网关", "Gateway"), TimeSpan.FromSeconds(1), CommLevel: 2, [.. s_points.Concat(s_judged).Select(p => Point(p, signals))]);

    private static PointSpec Point(string name, SignalDictionary signals)
    {
        SignalInfo signal = signals[$"{DeviceId}.{name}"];
        Unit unit = Units.TryFindCanonical(signal.Unit, out Unit? known) ? known.Value : Unit.None;
        return new PointSpec(name, $"{DeviceId}.{name}", signal.SignalId, unit, signal.Label, signal.States);
    }

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SelfReading now = read();
        ReadOnlySpan<double> values =
        [
            now.StoreFault is not null ? 1 : now.StoreTrouble is not null ? 2 : 0,
            now.ConfigRefused is null ? 0 : 1,
            now.Clock == ClockSync.Sync ? 0 : 1,
            _deadLetters.Add(batch.At.SinceBoot, now.DeadLetters),
            _droppedTelemetry.Add(batch.At.SinceBoot, now.DroppedTelemetry),
        ];
        for (int i = 0; i < values.Length; i++)
            batch.Add(Reading.Good(batch.Points[i], values[i], batch.At));
        if ((now.StoreFault ?? now.StoreTrouble ?? now.ConfigRefused) is { } detail)
            batch.Note(detail);
        return ValueTask.CompletedTask;
    }
}
