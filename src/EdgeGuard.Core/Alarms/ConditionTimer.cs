using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>How long, in good time, a condition has held without a break. A default value is a timer at rest.</summary>
public struct ConditionTimer
{
    public TimeSpan Held { readonly get; private set; }

    /// <summary>Readings at which it held.</summary>
    public int Readings { readonly get; private set; }

    /// <summary>When it first held.</summary>
    public MonotonicTime Onset { readonly get; private set; }

    public readonly bool Running => Readings > 0;

    public ConditionTimer(TimeSpan held, int readings, MonotonicTime onset)
    {
        Held = held;
        Readings = readings;
        Onset = onset;
    }

    /// <param name="credit">Good time since the reading before; zero when something bad lay between.</param>
    public void Feed(MonotonicTime at, TimeSpan credit)
    {
        if (Readings == 0)
            Onset = at;
        else
            Held += credit;
        Readings++;
    }

    public void Reset() => this = default;
}
