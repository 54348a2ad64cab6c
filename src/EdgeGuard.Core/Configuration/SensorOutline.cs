namespace EdgeGuard.Core.Configuration;

/// <summary>As much of a sensor as the checks need.</summary>
/// <param name="Bus">I2c or Gpio.</param>
/// <param name="Addresses">I2C addresses the chip can have, first the one it has when the device names none.</param>
/// <param name="Points">What it always measures; points of contacts and channels come from the device's own file.</param>
/// <param name="Offers">What the device's file lists for it.</param>
public sealed record SensorOutline(
    BusKind Bus, IReadOnlyList<int> Addresses, IReadOnlyList<PointOutline> Points, SensorInputs Offers = SensorInputs.None);
