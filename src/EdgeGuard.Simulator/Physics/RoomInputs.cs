namespace EdgeGuard.Simulator.Physics;

/// <summary>What the room does not decide itself: the mains, faults, people, water and fire. Powers in W.</summary>
public sealed record RoomInputs
{
    public bool Mains { get; init; } = true;

    public AirConditionerInputs AirConditioner1 { get; init; }

    public AirConditionerInputs AirConditioner2 { get; init; }

    public bool AirConditioner1Failed
    {
        get => AirConditioner1.Failed;
        init => AirConditioner1 = AirConditioner1 with { Failed = value };
    }

    public bool AirConditioner2Failed
    {
        get => AirConditioner2.Failed;
        init => AirConditioner2 = AirConditioner2 with { Failed = value };
    }

    /// <summary>The mains come from the site's generator.</summary>
    public bool Generator { get; init; }

    /// <summary>The feed's neutral is broken: the star point drifts.</summary>
    public bool NeutralLost { get; init; }

    /// <summary>A load of its own on phase C behind the same meter, outside the room.</summary>
    public double PhaseLoad { get; init; }

    /// <summary>The UPS tests its battery: it carries the load although the mains are there.</summary>
    public bool UpsTest { get; init; }

    public bool Smoke { get; init; }

    public bool Water { get; init; }

    public bool DoorOpen { get; init; }

    /// <summary>0-1: how far the door stands open while it is open.</summary>
    public double DoorGap { get; init; } = 1;

    /// <summary>Equipment on the -48 V bus; constant power.</summary>
    public double DcLoad { get; init; } = 4000;

    /// <summary>Equipment behind the UPS.</summary>
    public double UpsLoad { get; init; } = 1500;

    /// <summary>Heat that is on nobody's meter: a heater, people, the sun.</summary>
    public double ExtraHeat { get; init; } = 200;

    public int FailedRectifiers { get; init; }

    /// <summary>Mean outdoor temperature of the day, degC.</summary>
    public double OutdoorMean { get; init; } = 28;

    /// <summary>%RH outdoors.</summary>
    public double OutdoorHumidity { get; init; } = 60;

    /// <summary>kg/s of water that a humidifier gives to the air; negative: what a dehumidifier takes.</summary>
    public double Moistening { get; init; }
}
