using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Gathers what changed into one telemetry message an interval; its body is that of <see cref="TelemetryBodyWriter"/>.
/// </summary>
internal sealed class TelemetryBatcher
{
    /// <summary>
    /// Readings that make a message of their own before the interval is over, about 50 kB [our default]: a broker refuses
    /// a message that is too large, and all of it would be lost.
    /// </summary>
    private const int Full = 1000;

    private readonly TelemetryConfig _config;
    private readonly Origin _origin;
    private readonly PointTable _points;
    private readonly Told[] _told;
    private readonly List<Reading> _pending = [];
    private readonly TelemetryBodyWriter _writer = new();
    private MonotonicTime? _intervalStart;

    public TelemetryBatcher(GatewayModel model, TelemetryConfig config)
    {
        _config = config;
        _origin = model.Origin;
        _points = model.Points;
        // Without a deadband nobody asks what was told.
        _told = config.Deadband > 0 ? new Told[model.Points.Count] : [];
    }

    public void Observe(in Reading reading)
    {
        if (_told.Length > 0 && !MustTell(ref _told[reading.Point.Index], reading))
            return;
        _pending.Add(reading);
    }

    /// <summary>The message of an interval that has passed or is full; null while it has not, or nothing changed.</summary>
    public MessageDraft? Flush(MonotonicTime now, bool final = false)
    {
        _intervalStart ??= now;
        if (!final && _pending.Count < Full && !(now.Since(_intervalStart.Value) >= _config.Interval))
            return null;
        _intervalStart = now;
        if (_pending.Count == 0)
            return null;
        var draft = new MessageDraft(TelemetryBody.Stream, Lane.Telemetry, TelemetryBody.Stream, now, null, Write(now));
        _pending.Clear();
        return draft;
    }

    private bool MustTell(ref Told told, in Reading now)
    {
        if (told.IsKnown && !Changed(told, now) && !(now.At.Since(new MonotonicTime(told.Boot, told.SinceBoot)) >= _config.Refresh))
            return false;
        told = new Told(now.Value, now.At.SinceBoot, now.At.Boot, now.Quality, now.Reason, IsKnown: true);
        return true;
    }

    private bool Changed(in Told told, in Reading now)
    {
        if (told.Quality != now.Quality || told.Reason != now.Reason)
            return true;
        return now.Quality != Quality.Bad && Math.Abs(now.Value - told.Value) > _config.Deadband * Math.Abs(told.Value);
    }

    private ReadOnlyMemory<byte> Write(MonotonicTime now)
    {
        _writer.Begin(_origin);
        foreach (Reading reading in _pending)
        {
            long ago = (long)(now.Since(reading.At) ?? TimeSpan.Zero).TotalMilliseconds;
            double value = reading.Quality == Quality.Bad ? double.NaN : Math.Round(reading.Value, 4);
            _writer.Add(_points[reading.Point].Name, ago, value, reading.Quality, reading.Reason);
        }

        return _writer.End().ToArray();
    }

    /// <summary>What a reading told last, in 24 bytes: there is one a point.</summary>
    private readonly record struct Told(double Value, TimeSpan SinceBoot, uint Boot, Quality Quality, QualityReason Reason, bool IsKnown);
}
