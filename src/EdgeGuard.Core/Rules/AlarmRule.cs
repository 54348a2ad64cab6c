using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Rules;

/// <summary>
/// A rule watches one point and says, stage by stage, whether its raise and its clear condition hold. It is pure: delays,
/// quality, states and restarts are the tracker's, alike for every kind of rule.
/// </summary>
public abstract record AlarmRule
{
    public required string Id { get; init; }

    public required Words Label { get; init; }

    /// <summary>Mild to severe on each side; at least one.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>The alarm stays after its condition has gone, until it is acknowledged and reset (smoke, water).</summary>
    public bool Latching { get; init; }

    /// <summary>
    /// True where one reading is proof enough after the delay: a contact was debounced where it was read. Otherwise a
    /// delay needs two true readings.
    /// </summary>
    public virtual bool OneReadingProves => false;

    /// <summary>Ids of the rules whose alarm makes this one a consequence: suppressed by design while that one stands (domain: section 4.1, rule 7).</summary>
    public IReadOnlyList<string> SuppressedBy { get; init; } = [];

    /// <summary>As a parent: how long after its end its consequences stay suppressed (an air conditioner needs about 4 minutes to cool again).</summary>
    public TimeSpan Tail { get; init; }

    /// <summary>As a parent: only what begins within this long of its own begin is its consequence; null: whatever begins while it stands.</summary>
    public TimeSpan? Reach { get; init; }

    /// <summary>Alarms of one group tell which of them was first; null: of none.</summary>
    public string? Group { get; init; }

    public Escalation? Escalation { get; init; }

    /// <summary>While it stands, told again after this long, acknowledged or not; null: never.</summary>
    public TimeSpan? ReannunciateAfter { get; init; }

    /// <summary>False where nobody may silence it: smoke, water, low-voltage disconnection.</summary>
    public bool Shelvable { get; init; } = true;

    /// <summary>File it comes from, for <c>rules explain</c>; null for the gateway's own.</summary>
    public string? File { get; init; }

    public IReadOnlyList<Words> Cause { get; init; } = [];

    public IReadOnlyList<Words> Check { get; init; } = [];

    public Words? Response { get; init; }

    public string? Source { get; init; }

    /// <summary>Judges a value in the point's canonical unit; never called without one.</summary>
    public abstract Verdict Judge(int stage, double value);
}
