using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// What was done and what happened around an alarm, out of the journal: its own transitions, what people did to it, maintenance of its
/// device, and what befell the gateway meanwhile.
/// </summary>
internal sealed class TraceEvents(AlarmOccurrence alarm, GatewayStore store, RoomClock clock)
{
    /// <summary>The journal is looked through from its end, so much at first and at most [our default].</summary>
    private const int FirstLook = 1_000;

    private const int LastLook = 100_000;

    /// <summary>An alarm that comes and goes for months has more events than an answer holds; the first and the last are told [our default].</summary>
    private const int MaxEvents = 2_000;

    private static readonly string[] s_ofPeople = ["ACK", "SHELVE", "UNSHELVE", "OUTOFSERVICE", "INSERVICE", "RESET"];
    private static readonly string[] s_ofGateway = ["start", "stop", "clock", "config"];

    private readonly string _serial = AlarmBody.Serial(alarm.Serial);

    /// <summary>The journal does not reach back to the alarm's begin any more, or there was too much of it.</summary>
    public bool Cut { get; private set; }

    /// <param name="from">Begin of the span; its end lies as long after the alarm's.</param>
    /// <exception cref="OutboxFaultException">The store cannot be read.</exception>
    public IReadOnlyList<TraceEvent> Read(MonotonicTime from, TimeSpan after)
    {
        MonotonicTime to = alarm.Ended is { } ended ? ended + after : new MonotonicTime(uint.MaxValue, TimeSpan.MaxValue);
        List<(MonotonicTime At, TraceEvent Told)> events = [];
        foreach (JournalLine line in Lines(from).Where(line => line.At >= from && line.At <= to))
        {
            if (Event(line) is { } told)
                events.Add((line.At, told));
        }

        // Told from the occurrence itself where the journal has forgotten it.
        if (!events.Exists(static e => e.Told.What == "BEGIN"))
        {
            Cut = true;
            events.Add((alarm.Began, Own(alarm.Began, TraceEvent.Alarm, "BEGIN")));
        }

        if (alarm.Ended is { } end && !events.Exists(static e => e.Told.What == "END"))
            events.Add((end, Own(end, TraceEvent.Clear, "END")));
        if (alarm.Onset < alarm.Began)
            events.Add((alarm.Onset, Own(alarm.Onset, TraceEvent.Alarm, "ONSET")));
        List<TraceEvent> ordered = [.. events.OrderBy(static e => e.At).Select(static e => e.Told)];
        if (ordered.Count <= MaxEvents)
            return ordered;
        Cut = true;
        return [.. ordered.Take(MaxEvents / 2), .. ordered.TakeLast(MaxEvents / 2)];
    }

    private IReadOnlyList<JournalLine> Lines(MonotonicTime from)
    {
        for (int max = FirstLook; ; max *= 10)
        {
            IReadOnlyList<JournalLine> lines = store.Journal(max);
            if (lines.Count < max || lines[0].At < from || max >= LastLook)
                return lines;
        }
    }

    private TraceEvent? Event(JournalLine line)
    {
        int mark = line.Text.LastIndexOf(JournalLine.ByMark, StringComparison.Ordinal);
        string? by = mark < 0 ? null : line.Text[(mark + JournalLine.ByMark.Length)..];
        string text = mark < 0 ? line.Text : line.Text[..mark];
        bool concerned = line.Subject == alarm.Key || line.Subject == _serial || line.Subject == alarm.Device || line.Subject == OwnPoints.RoomDevice;
        return line.Kind switch
        {
            "alarm" when line.Subject == alarm.Key => Transition(line, text, by),
            "refused" or "maintenance" or "command" when concerned => Told(line, TraceEvent.Action, line.Kind, text, by),
            _ when Array.IndexOf(s_ofGateway, line.Kind) >= 0 => Told(line, TraceEvent.Gateway, line.Kind, text, by),
            _ => null,
        };
    }

    /// <summary>The text is flag, serial, and what it was about.</summary>
    private TraceEvent? Transition(JournalLine line, string text, string? by)
    {
        string[] words = text.Split(' ', 3);
        if (words.Length < 2)
            return null;
        (string flag, string serial) = (words[0], words[1]);
        bool ofPeople = Array.IndexOf(s_ofPeople, flag) >= 0;
        // A shelving may have been before it began; another occurrence is another story.
        if (serial != _serial && !ofPeople)
            return null;
        string kind = flag is "END" ? TraceEvent.Clear : ofPeople && by is not null ? TraceEvent.Action : TraceEvent.Alarm;
        return Told(line, kind, flag, words.Length > 2 ? words[2] : "", by);
    }

    private TraceEvent Told(JournalLine line, string kind, string what, string text, string? by) =>
        new(clock.Local(line.At), clock.Sync(line.At), kind, what, by, text);

    private TraceEvent Own(MonotonicTime at, string kind, string what) => new(clock.Local(at), clock.Sync(at), kind, what, null, "");
}
