namespace EdgeGuard.Core.Profiles;

/// <summary>What a device configuration takes when it says nothing. Null: the gateway's own default.</summary>
public sealed record ProfileDefaults
{
    /// <summary>Modbus unit id the device has when it leaves the factory.</summary>
    public int? Unit { get; init; }

    /// <summary>Null for a device without a serial port.</summary>
    public SerialDefaults? Serial { get; init; }

    /// <summary>Time the device may take for one answer.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Silence the device needs between two requests.</summary>
    public TimeSpan? InterFrameGap { get; init; }

    /// <summary>Time the device needs after a connection is opened.</summary>
    public TimeSpan? PauseAfterConnect { get; init; }

    public TimeSpan? Poll { get; init; }
}
