namespace EdgeGuard.Core.Points;

/// <summary>The canonical units, one a quantity; every reading is in one of these.</summary>
public enum Unit : byte
{
    /// <summary>A state, an enumeration or a plain count.</summary>
    None,
    DegreeCelsius,
    PercentRelativeHumidity,
    Volt,
    Ampere,
    Watt,
    VoltAmpere,
    WattHour,
    AmpereHour,
    Pascal,
    Percent,
    Second,
    Hertz,
}
