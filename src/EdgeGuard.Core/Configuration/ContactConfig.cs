using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>Which state of the wire means "all is well".</summary>
public enum ContactRest : byte
{
    /// <summary>Current flows while all is well (normally closed loop): a broken wire alarms. Fail-safe, and the default.</summary>
    Closed,

    /// <summary>Open while all is well: a broken wire is never noticed.</summary>
    Open,
}

public enum ContactPull : byte
{
    Up,
    Down,
    None,
}

/// <summary>A dry contact on a GPIO line. Its reading is 1 in alarm (or open door, lost mains) and 0 at rest.</summary>
public sealed record ContactConfig
{
    public const string ChangesSuffix = "-changes";

    /// <summary>Line offset on the bus's chip; on a Pi the BCM number.</summary>
    public required int Line { get; init; }

    /// <summary>Signal of the dictionary: env.smoke, env.water, env.door, mains.lost …</summary>
    public required string Signal { get; init; }

    public ContactRest Rest { get; init; }

    /// <summary>With <see cref="ContactPull.Up"/> and the contact to ground, closed reads low.</summary>
    public ContactPull Pull { get; init; }

    /// <summary>A level shorter than this is contact bounce [our default].</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Offers a second point, its name and <see cref="ChangesSuffix"/>: the changes of level in the last minute, bounces and all.</summary>
    public bool CountChanges { get; init; }

    public Words? Name { get; init; }
}
