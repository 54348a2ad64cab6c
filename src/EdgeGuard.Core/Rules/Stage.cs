namespace EdgeGuard.Core.Rules;

/// <summary>
/// One degree of an alarm: its level, its limit and its own delays. A rule's stages are ordered from mild to severe on
/// each side.
/// </summary>
/// <param name="Name">H, HH, L, LL, or the rule's own word; told to people and to the platform.</param>
/// <param name="Level">1 critical, 2 major, 3 minor, 4 hint.</param>
/// <param name="Limit">In the point's canonical unit; null where there is none to tell.</param>
/// <param name="OnDelay">The raise condition must have held for this long of good time.</param>
/// <param name="OffDelay">The clear condition must have held for this long of good time.</param>
public sealed record Stage(string Name, StageSide Side, int Level, double? Limit, TimeSpan OnDelay, TimeSpan OffDelay)
{
    /// <summary>What the B-interface calls the alarm at this stage, ten digits; null: as its point.</summary>
    public string? SignalId { get; init; }
}
