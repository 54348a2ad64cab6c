using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

public enum RuleType : byte
{
    /// <summary>A value against up to four limits: HH, H, L, LL.</summary>
    Limit,

    /// <summary>A contact or a state.</summary>
    Digital,
}

/// <summary>A file of rules: <c>hardware/rules/*.json</c> and <c>/etc/edgeguard/rules.d/*.json</c>; schema <c>hardware/schema/rules.schema.json</c>.</summary>
public sealed record RuleFile(IReadOnlyList<RuleConfig> Rules);

/// <summary>
/// One rule. It binds by <see cref="Signal"/> to every point of that signal, or by <see cref="Point"/> to points by name, where
/// <c>*</c> stands for any letters. A rule of the site with the id of a shipped one takes its place.
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

    public LimitConfig? Hh { get; init; }

    public LimitConfig? H { get; init; }

    public LimitConfig? L { get; init; }

    public LimitConfig? Ll { get; init; }

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

    public required Words Label { get; init; }

    public IReadOnlyList<Words> Cause { get; init; } = [];

    public IReadOnlyList<Words> Check { get; init; } = [];

    public Words? Response { get; init; }

    /// <summary>Standard, datasheet or decision the numbers come from.</summary>
    public string? Source { get; init; }
}

/// <summary>One of the four limits of a limit rule.</summary>
/// <param name="Level">Null: 2 for HH and LL, 3 for H and L.</param>
public sealed record LimitConfig(double Limit, int? Level = null, double? Deadband = null, TimeSpan? On = null, TimeSpan? Off = null);
