namespace EdgeGuard.Core.Alarms;

/// <summary>The numbers of the alarm rules (domain: section 4.1) that a site may change; every one is marked [P] there or is our default.</summary>
public sealed record AlarmSettings
{
    public static readonly AlarmSettings Default = new();

    /// <summary>Rule 6: shelved in all, however often it is shelved anew.</summary>
    public TimeSpan LongestShelving { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Rule 8: a maintenance or test flag of a device holds this long, and is not believed any longer.</summary>
    public TimeSpan LongestInhibition { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Rule 8: no planned end lies further off [our default].</summary>
    public TimeSpan LongestMaintenance { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Rule 7: a parent whose data is bad keeps suppressing this long.</summary>
    public TimeSpan ParentBadGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Rule 7: a second parent that cancels within this time lets the child through.</summary>
    public TimeSpan SecondCancel { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rule 9: what comes longer after the last edge of its group is no consequence of it.</summary>
    public TimeSpan FirstOutQuiet { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rule 11: raw rising edges within <see cref="ChatterSpan"/> that are chatter.</summary>
    public int ChatterEdges { get; init; } = 3;

    public TimeSpan ChatterSpan { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Rule 11: times announced within <see cref="ChatterAnnouncedSpan"/> that are chatter.</summary>
    public int ChatterAnnounced { get; init; } = 5;

    public TimeSpan ChatterAnnouncedSpan { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A chattering alarm is held until it has been quiet this long.</summary>
    public TimeSpan ChatterQuiet { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rule 11: the span over which alarms are counted for their rate and for a flood.</summary>
    public TimeSpan FloodSpan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A flood starts at more than this many a span, and ends below <see cref="FloodEnd"/>.</summary>
    public int FloodStart { get; init; } = 10;

    public int FloodEnd { get; init; } = 5;

    public TimeSpan StandingAfter { get; init; } = TimeSpan.FromHours(24);
}
