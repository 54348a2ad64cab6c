using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Binding = Iot.Device.Adc.Ina219;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// Texas Instruments INA219: voltage (V) of a DC supply up to 26 V, and the current (A) through a shunt by the shunt's voltage; measured all
/// the time, in the widest range. Source: datasheet SBOS448, sections 8.5 and 8.6.
/// </summary>
internal sealed class Ina219Chip(I2cDevice device, PointId voltage, PointId current, ShuntConfig shunt, TimeProvider time)
    : BoundChip<Binding>(device, time)
{
    private const byte Configuration = 0, Calibration = 5;
    private const ushort AfterReset = 0x399F;

    /// <summary>A calibration that nothing is computed with [our choice]: it is 0 after the supply failed, when the settings are those of every reset.</summary>
    private const ushort Mark = 0x1000;

    /// <summary>Milliseconds; 532 µs for the shunt and as much for the bus, up to 586 each.</summary>
    private const int FirstMeasurement = 2;

    /// <summary>Steps (V) of the registers; the 13 bits of the bus voltage stand at the upper end of theirs.</summary>
    private const double ShuntStep = 1e-5, BusStep = 4e-3;

    protected override Binding Bind() => new(Device);

    /// <summary>Other software may have set another range; a reset leaves the widest. The chip has no number of its own: its settings after a reset tell it.</summary>
    protected override async ValueTask<string?> PrepareAsync(Binding binding, CancellationToken cancellationToken)
    {
        binding.Reset();
        ushort settings = Device.ReadWord(Configuration);
        if (settings != AfterReset)
            return $"this is no INA219 (0x{settings:X4} after a reset)";
        binding.SetCalibration(Mark);
        await WaitAsync(FirstMeasurement, cancellationToken).ConfigureAwait(false);
        return null;
    }

    protected override ValueTask<string?> ReadAsync(Binding binding, PollBatch batch, CancellationToken cancellationToken)
    {
        double volts = Unsigned(binding.ReadBusVoltage().Volts), across = Signed(binding.ReadShuntVoltage().Volts);
        ushort settings = Device.ReadWord(Configuration), mark = Device.ReadWord(Calibration);
        if (settings != AfterReset || mark != Mark)
            return new($"the chip lost its settings (0x{settings:X4} instead of 0x{AfterReset:X4}, calibration 0x{mark:X4})");
        batch.Add(Reading.Good(voltage, volts, batch.At));
        double amperes = (shunt.Reverse ? -across : across) / shunt.Ohms;
        if (Math.Abs(across) > Ina219.MostShuntVolts - ShuntStep / 2)
            batch.AddBad(current, QualityReason.OutOfRange, $"beyond the range ({amperes:F2} A or more)");
        else
            batch.Add(Reading.Good(current, amperes, batch.At));
        return new((string?)null);
    }

    /// <summary>The binding reads the bus voltage, which has no sign, as if it had one: from 16.384 V on it comes 8192 steps too low.</summary>
    private static double Unsigned(double volts) => volts < 0 ? volts + 8192 * BusStep : volts;

    /// <summary>The binding reads the voltage of the shunt, which has a sign, as if it had none: below 0 it comes 65536 steps too high.</summary>
    private static double Signed(double volts) => volts >= 32768 * ShuntStep ? volts - 65536 * ShuntStep : volts;
}
