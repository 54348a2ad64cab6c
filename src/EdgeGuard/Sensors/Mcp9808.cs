using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Microchip MCP9808: temperature (degC) in steps of 1/16 K, measured all the time. Source: datasheet DS25095A: registers in section 5.1,
/// the ambient temperature's 13 bits in 5.1.3, identity in 5.1.4 and 5.1.5, times in table 1.
/// </summary>
internal sealed class Mcp9808(I2cDevice device, PointId temperature, TimeProvider time) : I2cSensor(device, time)
{
    public const int FirstAddress = 0x18, LastAddress = 0x1F;

    private const byte Config = 1, Critical = 4, Ambient = 5, Manufacturer = 6, DeviceId = 7, Resolution = 8;
    private const ushort MicrochipId = 0x0054;
    private const byte Mcp9808Id = 0x04, Finest = 0x03;
    private const double LowestDegC = -40, HighestDegC = 125;

    /// <summary>125 degC as the alert limits are written; the alert output stays off.</summary>
    private const ushort CriticalLimit = 0x07D0;

    /// <summary>Milliseconds; a conversion takes 250, typically, and its clock may be slower [our default].</summary>
    private const int ConversionTime = 350;

    /// <summary>Bits 12 to 0, two's complement; above them stand the alert flags.</summary>
    public static double DegreesCelsius(ushort register) => ((short)(register << 3) >> 3) / 16.0;

    public static bool IsThere(I2cDevice device) => IsMcp9808(device.ReadWord(Manufacturer), device.ReadWord(DeviceId));

    private static bool IsMcp9808(ushort manufacturer, ushort id) => manufacturer == MicrochipId && id >> 8 == Mcp9808Id;

    protected override async ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        ushort manufacturer = Device.ReadWord(Manufacturer), id = Device.ReadWord(DeviceId);
        if (!IsMcp9808(manufacturer, id))
            return $"this is no MCP9808 (manufacturer 0x{manufacturer:X4}, device 0x{id:X4})";
        Device.WriteWord(Config, 0);
        Device.WriteByte(Resolution, Finest);
        Device.WriteWord(Critical, CriticalLimit);
        await WaitAsync(ConversionTime, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// After its supply failed the chip says 0 degC until the first conversion, and one that other software shut down repeats its last value.
    /// The limit it no longer has tells the first, its settings the second.
    /// </summary>
    protected override ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        double value = DegreesCelsius(Device.ReadWord(Ambient));
        ushort config = Device.ReadWord(Config), limit = Device.ReadWord(Critical);
        if (config != 0 || limit != CriticalLimit)
            return new($"the chip lost its settings (0x{config:X4}, limit 0x{limit:X4})");
        if (value is < LowestDegC or > HighestDegC)
            batch.AddBad(temperature, QualityReason.OutOfRange, $"{value:F1} degC is outside {LowestDegC} to {HighestDegC}");
        else
            batch.Add(Reading.Good(temperature, value, batch.At));
        return new((string?)null);
    }
}
