using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>What goes on in an alarm that is not at rest: something is on, running, or bad.</summary>
internal sealed class StageActivity(int stages)
{
    /// <summary>In the rule's order.</summary>
    public StageTimers[] Stages { get; } = new StageTimers[stages];

    /// <summary>See <see cref="StageWatch.BadSince"/>.</summary>
    public MonotonicTime? BadSince { get; set; }

    public int BadReadings { get; set; }

    public bool RawOn { get; set; }

    public MonotonicTime EdgeFrom { get; set; }

    public MonotonicTime EdgeTo { get; set; }

    /// <summary>When this run took it up from an earlier one.</summary>
    public MonotonicTime ResumedAt { get; init; }

    /// <summary>Nothing of it matters any more.</summary>
    public bool IsOver => !RawOn && BadSince is null && Array.TrueForAll(Stages, static s => !s.On && !s.Raise.Running);
}
