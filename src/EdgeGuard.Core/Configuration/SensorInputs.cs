namespace EdgeGuard.Core.Configuration;

/// <summary>Which list of inputs a device file gives for a sensor.</summary>
public enum SensorInputs : byte
{
    None,

    /// <summary><see cref="DeviceConfig.Contacts"/>.</summary>
    Contacts,

    /// <summary><see cref="DeviceConfig.Channels"/>.</summary>
    Channels,
}
