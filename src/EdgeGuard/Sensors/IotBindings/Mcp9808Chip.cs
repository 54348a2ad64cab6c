using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Binding = Iot.Device.Mcp9808.Mcp9808;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// Microchip MCP9808: temperature (degC) in steps of 1/16 K, measured all the time. What the binding leaves alone, the limit that tells a
/// failed supply, stands here as in <see cref="Mcp9808"/>. Source: datasheet DS25095A, sections 5.1 and 5.2.
/// </summary>
internal sealed class Mcp9808Chip(I2cDevice device, PointId temperature, TimeProvider time) : BoundChip<Binding>(device, time)
{
    private const byte Config = 1, Critical = 4, Ambient = 5, Manufacturer = 6, DeviceId = 7, Resolution = 8, Finest = 3;
    private const ushort MicrochipId = 0x0054, Mcp9808Id = 0x04, CriticalLimit = 0x07D0;

    /// <summary>The binding makes NaN of it, which its units refuse.</summary>
    private const ushort NothingMeasured = 0xFFFF;

    private const double LowestDegC = -40, HighestDegC = 125;

    /// <summary>Milliseconds; a conversion takes 250, typically, and its clock may be slower [our default].</summary>
    private const int ConversionTime = 350;

    protected override string? Stranger()
    {
        ushort manufacturer = Device.ReadWord(Manufacturer), id = Device.ReadWord(DeviceId);
        return manufacturer == MicrochipId && id >> 8 == Mcp9808Id ? null : $"this is no MCP9808 (manufacturer 0x{manufacturer:X4}, device 0x{id:X4})";
    }

    protected override Binding Bind() => new(Device);

    protected override async ValueTask<string?> PrepareAsync(Binding binding, CancellationToken cancellationToken)
    {
        Device.WriteWord(Config, 0);
        Device.WriteByte(Resolution, Finest);
        Device.WriteWord(Critical, CriticalLimit);
        await WaitAsync(ConversionTime, cancellationToken).ConfigureAwait(false);
        return null;
    }

    protected override ValueTask<string?> ReadAsync(Binding binding, PollBatch batch, CancellationToken cancellationToken)
    {
        if (Device.ReadWord(Ambient) == NothingMeasured)
            return new("the chip has no measurement");
        double value = binding.Temperature.DegreesCelsius;
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
