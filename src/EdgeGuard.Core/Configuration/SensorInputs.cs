namespace EdgeGuard.Core.Configuration;

/// <summary>Which inputs a device file states for a sensor.</summary>
public enum SensorInputs : byte
{
    None,

    /// <summary><see cref="DeviceConfig.Contacts"/>.</summary>
    Contacts,

    /// <summary><see cref="DeviceConfig.Channels"/> and <see cref="DeviceConfig.Loops"/>.</summary>
    Channels,

    /// <summary><see cref="DeviceConfig.Shunt"/>.</summary>
    Shunt,

    /// <summary><see cref="DeviceConfig.Line"/>.</summary>
    Line,
}
