namespace EdgeGuard.Core.Configuration;

/// <summary>As much of a sensor as the checks need.</summary>
/// <param name="Bus">I2c, Gpio or OneWire.</param>
/// <param name="Addresses">I2C addresses the chip can have, first the one it has when the device names none.</param>
/// <param name="Points">What it always measures; points of contacts and channels come from the device's own file.</param>
/// <param name="Offers">What the device's file lists for it.</param>
public sealed record SensorOutline(
    BusKind Bus, IReadOnlyList<int> Addresses, IReadOnlyList<PointOutline> Points, SensorInputs Offers = SensorInputs.None)
{
    /// <summary>The highest voltage (V) across a shunt that the chip can measure.</summary>
    public double MaxShuntVolts { get; init; } = double.PositiveInfinity;

    /// <summary>Lines for contacts, from 0, where the chip has its own; null: those of the bus.</summary>
    public int? Lines { get; init; }

    /// <summary>Lines whose maker says that they are outputs only.</summary>
    public IReadOnlyList<int> OutputLines { get; init; } = [];
}
