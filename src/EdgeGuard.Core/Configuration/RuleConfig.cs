using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

public enum RuleType : byte
{
    /// <summary>A value against up to six limits: HHH, HH, H, L, LL, LLL.</summary>
    Limit,

    /// <summary>A contact or a state.</summary>
    Digital,

    /// <summary>An expression over several signals.</summary>
    Condition,
}

/// <summary>
/// One rule. A limit or a contact binds by <see cref="Signal"/> to every point of that signal, or by <see cref="Point"/> to points by
/// name, where <c>*</c> stands for any letters; a condition binds once for each of <see cref="Each"/> and stands on the point of
/// its <see cref="Signal"/> there. A rule of the site with the id of a shipped one takes its place.
/// </summary>
public sealed record RuleConfig
{
    /// <summary><c>[A-Za-z0-9_-]{1,64}</c>.</summary>
    public required string Id { get; init; }

    public required RuleType Type { get; init; }

    public string? Signal { get; init; }

    public string? Point { get; init; }

    /// <summary>True takes the shipped rule of this id out of service.</summary>
    public bool Disabled { get; init; }

    public LimitConfig? Hhh { get; init; }

    public LimitConfig? Hh { get; init; }

    public LimitConfig? H { get; init; }

    public LimitConfig? L { get; init; }

    public LimitConfig? Ll { get; init; }

    public LimitConfig? Lll { get; init; }

    /// <summary>Condition: what it binds to.</summary>
    public Each Each { get; init; }

    /// <summary>Condition: true, and the alarm begins.</summary>
    public string? Raise { get; init; }

    /// <summary>Condition: true, and the alarm ends; null: when <see cref="Raise"/> is false.</summary>
    public string? Clear { get; init; }

    /// <summary>Condition: what is told as the value; null: its point's.</summary>
    public string? Value { get; init; }

    /// <summary>Condition: what is told as the limit.</summary>
    public double? Limit { get; init; }

    /// <summary>Limit: how far back a value must come before the clear condition holds; a limit may have its own.</summary>
    public double Deadband { get; init; }

    /// <summary>Digital: the value that alarms.</summary>
    public int Active { get; init; } = 1;

    /// <summary>Digital: 1 critical, 2 major, 3 minor, 4 hint.</summary>
    public int Level { get; init; } = 3;

    /// <summary>On-delay; null takes the level's (60/120/180/240 s, B-interface), or 0 for a limit with a deadband.</summary>
    public TimeSpan? On { get; init; }

    /// <summary>Off-delay; null takes 20 s (B-interface).</summary>
    public TimeSpan? Off { get; init; }

    /// <summary>The alarm stays until it is acknowledged and reset, although the condition has gone.</summary>
    public bool Latch { get; init; }

    /// <summary>Ids of rules whose alarm makes this one a consequence.</summary>
    public IReadOnlyList<string> SuppressedBy { get; init; } = [];

    /// <summary>How long after its end its consequences stay suppressed; null: not at all.</summary>
    public TimeSpan? Tail { get; init; }

    /// <summary>Only what begins within this long of its own begin is its consequence; null: whatever begins while it stands.</summary>
    public TimeSpan? Reach { get; init; }

    /// <summary>Alarms of a group tell which was first.</summary>
    public string? Group { get; init; }

    public EscalationConfig? Escalate { get; init; }

    /// <summary>While it stands it is announced again after this long; null: never.</summary>
    public TimeSpan? Reannunciate { get; init; }

    public bool Shelvable { get; init; } = true;

    /// <summary>Not announced while this expression is true: the device is being tested or serviced.</summary>
    public string? SuppressWhile { get; init; }

    /// <summary>Expression of the seconds that remain, told with the alarm.</summary>
    public string? Forecast { get; init; }

    public required Words Label { get; init; }

    public IReadOnlyList<Words> Cause { get; init; } = [];

    public IReadOnlyList<Words> Check { get; init; } = [];

    public Words? Response { get; init; }

    /// <summary>Standard, datasheet or decision the numbers come from.</summary>
    public string? Source { get; init; }
}

/// <summary>One of the six limits of a limit rule.</summary>
/// <param name="Level">Null: 1 for HHH and LLL, 2 for HH and LL, 3 for H and L.</param>
public sealed record LimitConfig(double Limit, int? Level = null, double? Deadband = null, TimeSpan? On = null, TimeSpan? Off = null);

/// <summary>An alarm that nobody acknowledged in time rises.</summary>
public sealed record EscalationConfig(TimeSpan After, int Level);
