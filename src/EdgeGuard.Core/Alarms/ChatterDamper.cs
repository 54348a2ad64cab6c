using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Finds an alarm that comes and goes too often (domain: section 4.1, rule 11): by the raw edges of its condition, or by how
/// often it was announced. It is damped until it has been quiet long enough.
/// </summary>
internal sealed class ChatterDamper(AlarmSettings settings)
{
    private readonly List<MonotonicTime> _rises = [];
    private readonly List<MonotonicTime> _announced = [];
    private MonotonicTime _last;

    public bool Damping { get; private set; }

    /// <summary>Raw rising edges since the chatter began.</summary>
    public int Count { get; private set; }

    /// <summary>Of an alarm that was held when the gateway went down, where no snapshot tells.</summary>
    public static ChatterDamper Held(AlarmSettings settings, int count, MonotonicTime at) =>
        new(settings) { Damping = true, Count = count, _last = at };

    public void Rise(MonotonicTime at)
    {
        Settle(at);
        _last = at;
        bool often = Add(_rises, at, settings.ChatterEdges, settings.ChatterSpan);
        Count = Damping ? Count + 1 : _rises.Count;
        Damping |= often;
    }

    public void Announce(MonotonicTime at)
    {
        _last = at;
        Damping |= Add(_announced, at, settings.ChatterAnnounced, settings.ChatterAnnouncedSpan);
    }

    /// <summary>Quiet for long enough: damped no longer, and the next edge is counted anew.</summary>
    public void Settle(MonotonicTime at)
    {
        if (!Damping || at.Since(_last) is not { } quiet || quiet < settings.ChatterQuiet)
            return;
        Damping = false;
        _rises.Clear();
        _announced.Clear();
    }

    public ChatterMemory Save() => new(Ticks(_rises), Ticks(_announced), _last.SinceBoot.Ticks, Count, Damping);

    public static ChatterDamper Restore(AlarmSettings settings, ChatterMemory memory, RunShift shift)
    {
        var damper = new ChatterDamper(settings) { Damping = memory.Damping, Count = memory.Count, _last = shift.Move(memory.Last) };
        damper._rises.AddRange(memory.Rises.Select(shift.Move));
        damper._announced.AddRange(memory.Announced.Select(shift.Move));
        return damper;
    }

    private static long[] Ticks(List<MonotonicTime> moments) => [.. moments.Select(m => m.SinceBoot.Ticks)];

    /// <summary>True when there are now <paramref name="most"/> of them within the span.</summary>
    private static bool Add(List<MonotonicTime> moments, MonotonicTime at, int most, TimeSpan span)
    {
        if (moments.Count >= most)
            moments.RemoveAt(0);
        moments.Add(at);
        return moments.Count >= most && at.Since(moments[0]) <= span;
    }
}
