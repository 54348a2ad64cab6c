namespace EdgeGuard.Simulator.Physics;

/// <summary>What the room does not decide itself: the mains, faults, people, water and fire. Powers in W.</summary>
public sealed record RoomInputs
{
    public bool Mains { get; init; } = true;

    public bool AirConditioner1Failed { get; init; }

    public bool AirConditioner2Failed { get; init; }

    public bool Smoke { get; init; }

    public bool Water { get; init; }

    public bool DoorOpen { get; init; }

    /// <summary>Equipment on the -48 V bus; constant power.</summary>
    public double DcLoad { get; init; } = 4000;

    /// <summary>Equipment behind the UPS.</summary>
    public double UpsLoad { get; init; } = 1500;

    /// <summary>Heat that is on nobody's meter: a heater, people, the sun.</summary>
    public double ExtraHeat { get; init; } = 200;

    public int FailedRectifiers { get; init; }

    /// <summary>Mean outdoor temperature of the day, degC.</summary>
    public double OutdoorMean { get; init; } = 28;
}
