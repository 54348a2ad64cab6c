namespace EdgeGuard.Simulator.Life;

/// <summary>What happens in a room's life. The first ones are ordinary, the others are faults.</summary>
public enum LifeEventKind : byte
{
    /// <summary>Size: 0-1, how far it stands open.</summary>
    DoorOpen,

    /// <summary>Target: the unit that leads. Size 1: the other one is stopped, else it stands by at a higher set point.</summary>
    Rotation,

    MainsLost,

    OnGenerator,

    UpsTest,

    /// <summary>Target: probe. Size: degC that it reads.</summary>
    ProbeSpike,

    /// <summary>Target: detector.</summary>
    SmokeTrip,

    /// <summary>Target: unit. The compressor trips and the unit says so.</summary>
    UnitFault,

    /// <summary>Target: unit. The compressor does not run and nothing says so.</summary>
    CompressorDead,

    FanFault,

    /// <summary>Size: share of the cooling lost at the end, from 0 at the begin.</summary>
    RefrigerantLoss,

    UnitSwitchedOff,

    ProbeStuck,

    /// <summary>Size: K a day.</summary>
    ProbeDrift,

    /// <summary>Size: K.</summary>
    ProbeOffset,

    /// <summary>Target: index of the device in <see cref="RoomLayout.Devices"/>.</summary>
    DeviceSilent,

    /// <summary>Size: W at the end, from 0 at the begin.</summary>
    DcLoadRamp,

    /// <summary>Size: W at the end, from 0 at the begin.</summary>
    UpsLoadRamp,

    /// <summary>Size: W on one phase.</summary>
    PhaseLoad,

    NeutralLost,

    /// <summary>Size: modules that are out.</summary>
    RectifierFault,

    Water,

    SurgeArresterFault,

    /// <summary>Size: W of heat after 5 min; detector 1 trips at once, detector 2 after 30 s.</summary>
    Fire,
}
