namespace EdgeGuard.Simulator.Physics;

/// <summary>What is done to an air conditioner, or has befallen it.</summary>
public readonly record struct AirConditionerInputs
{
    /// <summary>The compressor cannot run.</summary>
    public bool Failed { get; init; }

    /// <summary>The blower stands: no air over the coil, so low pressure holds the compressor.</summary>
    public bool FanFailed { get; init; }

    /// <summary>Sent to rest by the rotation, or switched off: it neither blows nor cools.</summary>
    public bool Stopped { get; init; }

    /// <summary>0-1: share of the cooling that the missing refrigerant costs.</summary>
    public double RefrigerantLost { get; init; }

    /// <summary>degC of the return air; null leaves the unit's own.</summary>
    public double? Setpoint { get; init; }

    /// <summary>K to each side of the set point; null leaves the unit's own.</summary>
    public double? HalfBand { get; init; }
}
