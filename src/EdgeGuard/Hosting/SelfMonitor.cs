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

    private const double Mega = 1e6;
    private static readonly TimeSpan s_lately = TimeSpan.FromMinutes(10);

    private readonly RecentCount _deadLetters = new(s_lately);
    private readonly RecentCount _droppedTelemetry = new(s_lately);

    // Those of the start are new.
    private readonly RecentCount _notices = RecentCount.FromZero(s_lately);
    private readonly RecentCount _clockJumps = RecentCount.FromZero(s_lately);

    private static readonly string[] s_points =
    [
        "store", "config", "clock", "deadLetters", "droppedTelemetry", "storeNotice", "clockJump", "storeWritten", "storeFlushes", "storeSize", "storeUsed",
        "storeUndelivered", "storeUndeliveredAge", "storeSegments", "storeHistory", "storeYearsLeft",
    ];

    /// <summary>What the pipeline itself tells of its rules and alarms: points of this device that no poll brings.</summary>
    private static readonly string[] s_judged =
    [
        OwnPoints.Rules, OwnPoints.Outputs, "alarmRate", "alarmFlood", "alarmFloodShare", "alarmChattering", "alarmStanding", "alarmTop10Share",
        "alarmShareLevel1", "alarmShareLevel2", "alarmShareLevel3", "alarmShareLevel4",
    ];

    /// <summary>What came of the requests to the devices.</summary>
    public AnswerPoints? Answers { get; init; }

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
        StoreFigures store = now.Store;
        int notices = (int)_notices.Add(batch.At.SinceBoot, now.StoreNotices.Count);
        int jumps = (int)_clockJumps.Add(batch.At.SinceBoot, now.ClockJumps.Count);
        ReadOnlySpan<double?> values =
        [
            now.StoreFault is null ? 0 : 1,
            now.ConfigRefused is null ? 0 : 1,
            now.Clock == ClockSync.Sync ? 0 : 1,
            _deadLetters.Add(batch.At.SinceBoot, now.DeadLetters),
            _droppedTelemetry.Add(batch.At.SinceBoot, now.DroppedTelemetry),
            notices > 0 ? 1 : 0,
            jumps > 0 ? 1 : 0,
            Rounded(store.BytesPerDay / Mega),
            Rounded(store.FlushesPerDay),
            Rounded(store.Bytes / Mega),
            Rounded(store.UsedPercent),
            Rounded(store.UndeliveredPercent),
            Rounded(store.UndeliveredSeconds),
            store.Segments,
            Rounded(store.HistoryDays),
            Rounded(store.YearsLeft),
        ];
        for (int i = 0; i < values.Length; i++)
        {
            // Not known yet, or there is nothing to tell: that is no fault.
            batch.Add(values[i] is { } value
                ? Reading.Good(batch.Points[i], value, batch.At)
                : Reading.Bad(batch.Points[i], QualityReason.Sentinel, batch.At));
        }

        Answers?.AddTo(batch);
        if ((now.StoreFault ?? now.ConfigRefused ?? Told(now.StoreNotices, notices) ?? Told(now.ClockJumps, jumps)) is { } detail)
            batch.Note(detail);
        return ValueTask.CompletedTask;
    }

    /// <summary>Three digits, so that what hardly changes is not told again and again.</summary>
    private static double? Rounded(double? value)
    {
        if (value is not { } number || number == 0 || !double.IsFinite(number))
            return value is { } plain && double.IsFinite(plain) ? plain : null;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(number))) - 2);
        return Math.Round(Math.Round(number / unit) * unit, 6);
    }

    /// <summary>The newest of them, in both languages.</summary>
    private static string? Told(IReadOnlyList<Words> all, int count) =>
        count == 0 ? null : string.Join("; ", all.TakeLast(count).Select(static words => $"{words.Zh} / {words.En}"));
}
