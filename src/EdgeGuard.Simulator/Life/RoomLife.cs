using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Life;

/// <summary>
/// A room that lives: physics under ordinary events and faults, told poll by poll as a gateway would read it, without a clock. The same
/// options give the same polls. Not thread-safe.
/// </summary>
public sealed class RoomLife
{
    /// <summary>Physics advance on this grid and at every change of what acts; a poll sees the room as it was at most so long ago.</summary>
    private const long GridMs = 2000;

    /// <summary>How often loads and weather are looked at.</summary>
    private const long CourseMs = 10_000;

    /// <summary>degC of the air above which a stopped unit is started: the rotation's own safeguard.</summary>
    private const double TakeOver = 26;

    private readonly OrdinaryCourse _course;
    private readonly RoomReadings _readings;
    private readonly LifeMoment _moment;
    private readonly List<LifeEvent> _acting = [];
    private readonly long[] _edges;
    private readonly long[] _due, _period;
    private RoomInputs _inputs;
    private int _edge;
    private long _now, _nextCourse;
    private bool _tookOver;

    public RoomLife(RoomLifeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Poll, TimeSpan.FromMilliseconds(20));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ContactPoll, TimeSpan.FromMilliseconds(20));
        Events = Plan(options);
        _edges = [.. Events.SelectMany(e => new[] { Ms(e.At), Ms(e.Until) }).Distinct().Order()];
        (_period, _due) = Polls(options);
        _course = new OrdinaryCourse(options);
        _readings = new RoomReadings(options);
        _inputs = LifeEffects.Rotate(new RoomInputs { OutdoorMean = _course.OutdoorMean(0) }, 1, stop: false);
        _moment = new LifeMoment(RoomState.Start(_inputs, options.Start.TimeOfDay.TotalHours, 21.5));
    }

    /// <summary>All that happens, in the order of time.</summary>
    public IReadOnlyList<LifeEvent> Events { get; }

    /// <summary>The truth, at the last poll.</summary>
    public RoomState State => _moment.State;

    /// <summary>Polls that came to nothing by chance.</summary>
    public long LostPolls => _readings.Lost;

    /// <summary>The next poll, in the order of time; there is always one.</summary>
    public RoomPoll Next()
    {
        int device = Earliest();
        long at = _due[device];
        _due[device] = at + _period[device];
        Advance(at);
        return new RoomPoll(at, device, _readings.Sample(device, _moment));
    }

    private static LifeEvent[] Plan(RoomLifeOptions options)
    {
        List<LifeEvent> events = options.OrdinaryEvents ? OrdinarySchedule.Of(options) : [];
        events.AddRange(options.Faults);
        return [.. events.OrderBy(e => e.At)];
    }

    /// <summary>Contacts are looked at on the dot; the others take turns within their period, as on a bus.</summary>
    private static (long[] Period, long[] Due) Polls(RoomLifeOptions options)
    {
        int count = RoomLayout.Devices.Count;
        var period = new long[count];
        var due = new long[count];
        for (int i = 0; i < count; i++)
        {
            bool contacts = RoomLayout.Devices[i].Contacts;
            period[i] = Ms(contacts ? options.ContactPoll : options.Poll);
            due[i] = contacts ? 0 : period[i] * i / count;
        }

        return (period, due);
    }

    private static long Ms(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMillisecond;

    private int Earliest()
    {
        int earliest = 0;
        for (int i = 1; i < _due.Length; i++)
        {
            if (_due[i] < _due[earliest])
                earliest = i;
        }

        return earliest;
    }

    private void Advance(long to)
    {
        while (true)
        {
            long edge = _edge < _edges.Length ? _edges[_edge] : long.MaxValue;
            long change = Math.Min(edge, _nextCourse);
            if (change > to)
                break;
            Step(change);
            if (change == _nextCourse)
                _nextCourse += CourseMs;
            if (change == edge)
                Turn();
            Renew(felt: change == edge);
        }

        Step(to / GridMs * GridMs);
    }

    private void Step(long to)
    {
        if (to <= _now)
            return;
        _moment.State = _moment.State.Step(_inputs, (to - _now) / 1000.0);
        _now = to;
    }

    /// <summary>Some event begins or ends now.</summary>
    private void Turn()
    {
        long now = _edges[_edge++];
        _tookOver &= !_acting.Exists(e => e.Kind == LifeEventKind.Rotation && Ms(e.Until) == now);
        _acting.Clear();
        foreach (LifeEvent e in Events)
        {
            if (Ms(e.At) <= now && now < Ms(e.Until))
                _acting.Add(e);
        }
    }

    private void Renew(bool felt)
    {
        RoomInputs inputs = LifeEffects.Rotate(_course.At(_now / 1000.0, State), 1, stop: false);
        _tookOver |= State.Air.Temperature > TakeOver;
        _moment.Clear();
        foreach (LifeEvent e in _acting)
        {
            LifeEvent acts = e.Kind == LifeEventKind.Rotation && _tookOver ? e with { Size = 0 } : e;
            inputs = LifeEffects.Apply(acts, _now / 1000.0 - e.At.TotalSeconds, inputs, _moment);
        }

        _inputs = inputs;
        if (felt)
            _moment.State = State.Step(inputs, 0);
    }
}
