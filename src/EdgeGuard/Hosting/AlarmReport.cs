using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>An alarm that is not normal, whether people are to see it or not.</summary>
/// <param name="Serial">Ten digits; all 0 for one that is hidden and was never in alarm.</param>
/// <param name="State">The letter of ISA-18.2, A to I.</param>
/// <param name="Raised">UTC.</param>
/// <param name="RaisedSync">How far that time can be trusted.</param>
internal sealed record AlarmReport(
    string Serial,
    int Number,
    string State,
    int Level,
    string Key,
    string Device,
    string Point,
    Words Label,
    string Stage,
    double? Value,
    double? Limit,
    string Unit,
    string Quality,
    DateTimeOffset Raised,
    ClockSync RaisedSync,
    double ForSeconds,
    string? AckedBy)
{
    /// <summary>Whether people are to see it.</summary>
    public bool Announced { get; init; }

    public bool Active { get; init; }

    public bool Acked { get; init; }

    public bool Latched { get; init; }

    /// <summary>The letter A to F beneath whatever hides it.</summary>
    public string Phase { get; init; } = "";

    /// <summary>Seconds that remain by forecast, as of its latest reading.</summary>
    public double? Forecast { get; init; }

    /// <summary>Of its group: <c>first</c>, <c>tie</c> or <c>after</c>.</summary>
    public string? FirstOut { get; init; }

    public bool Chattering { get; init; }

    /// <summary>Rising edges while it was held.</summary>
    public int Chatter { get; init; }

    public int Retriggers { get; init; }

    public int? EscalatedTo { get; init; }

    /// <summary>Why it is suppressed: <c>parent</c>, <c>condition</c> or <c>maintenance</c>.</summary>
    public string? SuppressedBy { get; init; }

    /// <summary>The alarm it is a consequence of.</summary>
    public ParentReport? Parent { get; init; }

    /// <summary>The window that suppresses it.</summary>
    public WindowReport? Maintenance { get; init; }

    public HidingReport? Shelved { get; init; }

    public HidingReport? OutOfService { get; init; }
}

internal sealed record ParentReport(string Key, string Serial);

/// <summary>Who took an alarm from sight, why, and for how long.</summary>
/// <param name="Until">In the room's time zone; null: until a person says so, or the clock was never set.</param>
/// <param name="LeftSeconds">Null: until a person says so.</param>
/// <param name="Once">Ends as soon as the condition has gone.</param>
internal sealed record HidingReport(string By, string Why, DateTimeOffset? Until, double? LeftSeconds, bool Once);

/// <summary>A maintenance window.</summary>
/// <param name="Device">Null: the whole room.</param>
/// <param name="Until">In the room's time zone; null where the clock was never set.</param>
internal sealed record WindowReport(string? Device, string By, string Why, DateTimeOffset? Until, double LeftSeconds);
