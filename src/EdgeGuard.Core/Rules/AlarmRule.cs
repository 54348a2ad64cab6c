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

    public IReadOnlyList<Words> Cause { get; init; } = [];

    public IReadOnlyList<Words> Check { get; init; } = [];

    public Words? Response { get; init; }

    public string? Source { get; init; }

    /// <summary>Judges a value in the point's canonical unit; never called without one.</summary>
    public abstract Verdict Judge(int stage, double value);
}
