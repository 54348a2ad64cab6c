using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// One input of an analogue converter, scaled linearly: <c>value = Low + (volts - VoltsLow) / (VoltsHigh - VoltsLow) * (High - Low)</c>.
/// A 4-20 mA sensor over a 150 Ω shunt has VoltsLow 0.6 and VoltsHigh 3.0.
/// </summary>
public sealed record ChannelConfig
{
    /// <summary>0-3: AIN0-AIN3 against ground.</summary>
    public required int Input { get; init; }

    public required string Signal { get; init; }

    /// <summary>Unit of Low and High, by the names a profile uses (degC, %RH, V, …); converted to the canonical one.</summary>
    public required string Unit { get; init; }

    public required double VoltsLow { get; init; }

    public required double VoltsHigh { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>Below this the wire is broken (SensorFault); null: not checked. For 4-20 mA over 150 Ω: 0.54 V is NAMUR NE 43's 3.6 mA.</summary>
    public double? FaultBelowVolts { get; init; }

    /// <summary>Above this the sensor is shorted (SensorFault). NE 43: 21 mA is 3.15 V over 150 Ω.</summary>
    public double? FaultAboveVolts { get; init; }

    public Words? Name { get; init; }
}
