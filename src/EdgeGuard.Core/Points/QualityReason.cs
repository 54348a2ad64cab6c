namespace EdgeGuard.Core.Points;

/// <summary>Why a reading is not good.</summary>
public enum QualityReason : byte
{
    None,

    /// <summary>The device did not answer, or answered with an exception or another device's frame.</summary>
    CommFailure,

    /// <summary>An answer came and its checksum was wrong.</summary>
    Crc,

    /// <summary>The value is outside what the device can measure.</summary>
    OutOfRange,

    /// <summary>The device said "no value" by its agreed number (0xFFFF, 0x7FFF, NaN).</summary>
    Sentinel,

    /// <summary>The device answered, and says its sensor is broken.</summary>
    SensorFault,

    /// <summary>No good reading for max(3 polls, 15 s) of polls that were tried and failed.</summary>
    Stale,

    /// <summary>The point exists and nothing feeds it yet.</summary>
    NotConfigured,

    /// <summary>A computed value that has not yet seen enough to be told (a learned band, a window with a gap).</summary>
    Learning,

    /// <summary>A value that does not change, or leaves its neighbours, as no healthy sensor would.</summary>
    Implausible,
}
