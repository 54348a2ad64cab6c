using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Texas Instruments INA219: a supply of up to 26 V, and a shunt's voltage of up to 320 mV either way. Source: datasheet SBOS448G: calibration in
/// section 8.5.1, registers in 8.6, times in table 5.
/// </summary>
internal sealed class Ina219(I2cDevice device, PointId voltage, PointId current, ShuntConfig shunt, TimeProvider time)
    : ShuntMonitor(device, voltage, current, shunt, 0.04096, 0xFFFE, MostShuntVolts, time)
{
    public const double MostShuntVolts = 0.32;

    private const byte Configuration = 0, Bus = 2;
    private const ushort ResetCommand = 0x8000, AfterReset = 0x399F;
    private const ushort Up32Volts = 1 << 13, Average16 = 0xC << 7 | 0xC << 3, Triggered = 3;
    private const int MostGain = 3, ShuntCodesOfFirstRange = 4000;

    private readonly int _gain = Gain(shunt.Volts);

    /// <summary>Two times 16 samples of 586 µs at most.</summary>
    protected override int MeasureTime => 19;

    protected override ushort Command => (ushort)(Up32Volts | _gain << 11 | Average16 | Triggered);

    protected override double ShuntVoltsPerCode => 1e-5;

    protected override int ShuntEnd => ShuntCodesOfFirstRange << _gain;

    /// <summary>Only while it has the settings of its reset, or those of this driver.</summary>
    public static bool IsThere(I2cDevice device)
    {
        ushort settings = device.ReadWord(Configuration);
        return settings == AfterReset || (settings & ~(MostGain << 11)) == (Up32Volts | Average16 | Triggered);
    }

    /// <summary>It has no number of its own; after a reset its settings tell it from its relatives.</summary>
    protected override ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        Device.WriteWord(Configuration, ResetCommand);
        ushort settings = Device.ReadWord(Configuration);
        return new(settings == AfterReset ? null : $"this is no INA219 (0x{settings:X4} after a reset)");
    }

    protected override (bool Done, bool Overflow) Look()
    {
        ushort bus = Device.ReadWord(Bus);
        return ((bus & 2) != 0, (bus & 1) != 0);
    }

    /// <summary>Steps of 4 mV in bits 15 to 3.</summary>
    protected override double BusVolts() => (Device.ReadWord(Bus) >> 3) * 0.004;

    /// <summary>The finest of the ranges 40, 80, 160 and 320 mV.</summary>
    private static int Gain(double volts)
    {
        int gain = 0;
        while (gain < MostGain && volts > 0.04 * (1 << gain) * ShuntConfig.Exactly)
            gain++;
        return gain;
    }
}
