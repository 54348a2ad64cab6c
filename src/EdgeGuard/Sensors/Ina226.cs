using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Texas Instruments INA226: a supply of up to 36 V, and a shunt's voltage of up to 81.92 mV either way. Source: datasheet SBOS547A: calibration in
/// section 7.5, registers in 7.6.
/// </summary>
internal sealed class Ina226(I2cDevice device, PointId voltage, PointId current, ShuntConfig shunt, TimeProvider time)
    : ShuntMonitor(device, voltage, current, shunt, 0.00512, 0x7FFF, MostShuntVolts, time)
{
    public const double MostShuntVolts = 0.08192;

    private const byte Configuration = 0, Bus = 2, MaskEnable = 6, Manufacturer = 0xFE, Die = 0xFF;
    private const ushort ResetCommand = 0x8000, TexasInstruments = 0x5449, DieNumber = 0x226;
    private const ushort AlwaysOne = 1 << 14, Average16 = 2 << 9, Microseconds588 = 3 << 6 | 3 << 3, Triggered = 3;
    private const ushort ConversionReady = 1 << 3, MathOverflow = 1 << 2;

    /// <summary>Two times 16 samples of 646 µs at most.</summary>
    protected override int MeasureTime => 21;

    protected override ushort Command => AlwaysOne | Average16 | Microseconds588 | Triggered;

    protected override double ShuntVoltsPerCode => 2.5e-6;

    protected override int ShuntEnd => short.MaxValue;

    public static bool IsThere(I2cDevice device) => IsIna226(device.ReadWord(Manufacturer), device.ReadWord(Die));

    private static bool IsIna226(ushort maker, ushort die) => maker == TexasInstruments && die >> 4 == DieNumber;

    protected override ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        ushort maker = Device.ReadWord(Manufacturer), die = Device.ReadWord(Die);
        if (!IsIna226(maker, die))
            return new($"this is no INA226 (manufacturer 0x{maker:X4}, die 0x{die:X4})");
        Device.WriteWord(Configuration, ResetCommand);
        return new((string?)null);
    }

    protected override (bool Done, bool Overflow) Look()
    {
        ushort flags = Device.ReadWord(MaskEnable);
        return ((flags & ConversionReady) != 0, (flags & MathOverflow) != 0);
    }

    /// <summary>Steps of 1.25 mV.</summary>
    protected override double BusVolts() => Device.ReadWord(Bus) * 0.00125;
}
