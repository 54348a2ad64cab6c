namespace EdgeGuard.Simulator.Life;

/// <summary>How a room lives. The same options give the same readings.</summary>
public sealed record RoomLifeOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>When it begins; hours and working days are those of its own offset.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>For how many days ordinary events are planned; afterwards the room lives on without them.</summary>
    public int Days { get; init; } = 100;

    /// <summary>False: no doors, dips, tests, spikes and no rotation; loads and weather go on.</summary>
    public bool OrdinaryEvents { get; init; } = true;

    /// <summary>Laid over the ordinary events.</summary>
    public IReadOnlyList<LifeEvent> Faults { get; init; } = [];

    /// <summary>Between two polls of a device.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at the contacts.</summary>
    public TimeSpan ContactPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Share of the polls of each device that are lost; 0 for none.</summary>
    public double LostPolls { get; init; } = 0.001;

    /// <summary>Share of the lost polls after which the next one is lost too. Never three in a row.</summary>
    public double LostTwice { get; init; } = 0.1;

    /// <summary>Multiplies the noise of all sensors; 0 for none.</summary>
    public double Noise { get; init; } = 1;

    /// <summary>W on the -48 V bus, mean of the day.</summary>
    public double DcLoad { get; init; } = 3200;

    /// <summary>W behind the UPS.</summary>
    public double UpsLoad { get; init; } = 1200;

    /// <summary>Mean outdoor temperature in the hottest days, degC.</summary>
    public double SummerMean { get; init; } = 32;

    /// <summary>Mean outdoor temperature in the coldest days, degC.</summary>
    public double WinterMean { get; init; }

    /// <summary>From one summer to the next; as short as a life of 100 days, so that it sees both seasons.</summary>
    public double YearDays { get; init; } = 100;

    /// <summary>The hottest day; half a year later it is coldest.</summary>
    public double HottestDay { get; init; } = 25;
}
