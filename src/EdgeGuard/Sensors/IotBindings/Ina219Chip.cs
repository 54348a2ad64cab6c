using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.Adc;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// Texas Instruments INA219 with the usual shunt of 0.1 ohm: voltage of a DC supply up to 26 V, and current (A) up to 3.2 A
/// either way. Source: datasheet SBOS448, sections 8.5 and 8.6.
/// </summary>
internal sealed class Ina219Chip(I2cDevice device, PointId voltage, PointId current) : BoundChip<Ina219>(device)
{
    public const int FirstAddress = 0x40, LastAddress = 0x4F;

    private const double ShuntOhms = 0.1;

    /// <summary>Range (V) of the shunt's voltage after a reset.</summary>
    private const double ShuntRange = 0.32;

    /// <summary>Steps (V) of the registers; the 13 bits of the bus voltage stand at the upper end of theirs.</summary>
    private const double ShuntStep = 1e-5, BusStep = 4e-3;

    protected override Ina219 Bind(I2cDevice device)
    {
        var chip = new Ina219(device);

        // Other software may have set another range; a reset leaves the widest, measuring all the time.
        chip.Reset();
        return chip;
    }

    protected override void Read(Ina219 binding, PollBatch batch)
    {
        batch.Add(Reading.Good(voltage, Unsigned(binding.ReadBusVoltage().Volts), batch.At));
        double shunt = Signed(binding.ReadShuntVoltage().Volts);
        if (Math.Abs(shunt) > ShuntRange - ShuntStep / 2)
            batch.AddBad(current, QualityReason.OutOfRange, $"more than {ShuntRange / ShuntOhms:F1} A");
        else
            batch.Add(Reading.Good(current, shunt / ShuntOhms, batch.At));
    }

    /// <summary>The binding reads the bus voltage, which has no sign, as if it had one: from 16.384 V on it comes 8192 steps too low.</summary>
    private static double Unsigned(double volts) => volts < 0 ? volts + 8192 * BusStep : volts;

    /// <summary>The binding reads the voltage of the shunt, which has a sign, as if it had none: below 0 it comes 65536 steps too high.</summary>
    private static double Signed(double volts) => volts >= 32768 * ShuntStep ? volts - 65536 * ShuntStep : volts;
}
