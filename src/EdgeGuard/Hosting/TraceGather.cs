using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Gathers the readings of a black box: of each point what was in force when the span begins, then every change.</summary>
internal sealed class TraceGather
{
    /// <summary>About 4 MB of answer [our default].</summary>
    private const int MaxReadings = 50_000;

    private readonly TraceSpan _span;
    private readonly string _prefix;
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly List<TracePoint> _points = [];
    private readonly List<TraceReading?> _before = [];
    private readonly List<TraceReading> _within = [];

    public TraceGather(AlarmOccurrence alarm, TraceSpan span, GatewayModel model)
    {
        (_span, _prefix, _byName) = (span, $"{alarm.Device}.", _indexes.GetAlternateLookup<ReadOnlySpan<char>>());
        IEnumerable<string> ofDevice = model.Points.All.Where(p => p.Device == alarm.Device).Select(static p => p.Name);
        foreach (string name in ((string[])[alarm.Point, .. alarm.Related, .. ofDevice]).Distinct(StringComparer.Ordinal))
        {
            Add(model.Points.TryFind(name, out PointInfo? point)
                ? new TracePoint(name, point.Label, point.Unit.Name(), point.States)
                : Former(name));
        }
    }

    public bool Cut { get; private set; }

    /// <summary>Seconds after the onset of the newest message; nothing is known beyond.</summary>
    public double Known { get; private set; } = double.NegativeInfinity;

    public IReadOnlyList<TracePoint> Points => _points;

    /// <exception cref="System.Text.Json.JsonException">The message cannot be read.</exception>
    public void Take(MessageDraft message)
    {
        if (_span.SecondsOf(message.At) is { } made)
            Known = Math.Max(Known, made);
        var body = new TelemetryBody(message.Body.Span, message.At);
        Span<char> name = stackalloc char[256];
        while (body.Read())
        {
            if (Encoding.UTF8.TryGetChars(body.Point, name, out int length) && IndexOf(name[..length]) is { } index)
                Take(index, body.As(default));
        }
    }

    /// <summary>In time order.</summary>
    public IReadOnlyList<TraceReading> Readings() =>
        [.. _before.OfType<TraceReading>().Concat(_within).OrderBy(static r => r.Seconds)];

    private void Take(int point, in Reading reading)
    {
        if (_span.SecondsOf(reading.At) is not { } seconds || seconds > TraceSpan.Side)
            return;
        double? value = reading.Quality == Quality.Bad ? null : reading.Value;
        var told = new TraceReading(point, Math.Round(seconds, 3), value, MessageJson.Name(reading.Quality), MessageJson.Name(reading.Reason));
        if (seconds <= -TraceSpan.Side)
            _before[point] = told;
        else if (_within.Count < MaxReadings)
            _within.Add(told);
        else
            Cut = true;
    }

    private int? IndexOf(ReadOnlySpan<char> name)
    {
        if (_byName.TryGetValue(name, out int index))
            return index;
        // A point that the configuration of today does not know any more.
        return name.StartsWith(_prefix, StringComparison.Ordinal) ? Add(Former(name.ToString())) : null;
    }

    private int Add(TracePoint point)
    {
        _indexes[point.Name] = _points.Count;
        _points.Add(point);
        _before.Add(null);
        return _points.Count - 1;
    }

    private static TracePoint Former(string name) => new(name, new Words(name, name), "", new Dictionary<int, Words>());
}
