using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// What INA219 and INA226 have in common: the voltage (V) of a DC supply and the current (A) through a shunt, by one triggered measurement
/// a poll that averages 16 samples. The chip multiplies by its calibration register, which is 0 after its supply failed, and then so is
/// the current: so settings are written before every measurement and read back after it.
/// </summary>
internal abstract class ShuntMonitor : I2cSensor
{
    public const int FirstAddress = 0x40, LastAddress = 0x4F;

    private const byte Configuration = 0, Shunt = 1, Current = 4, Calibration = 5;
    private const int Looks = 10;

    private readonly PointId _voltage;
    private readonly PointId _current;
    private readonly double _ohms;
    private readonly double _direction;
    private readonly double _amperesPerCode;
    private readonly ushort _calibration;

    /// <param name="gain">The chip's fixed number: calibration = gain / (amperes a code · ohms).</param>
    /// <param name="calibrationMask">The bits of the calibration register that there are.</param>
    /// <exception cref="ArgumentException">The shunt's voltage at the highest current is beyond the chip.</exception>
    protected ShuntMonitor(
        I2cDevice device, PointId voltage, PointId current, ShuntConfig shunt, double gain, ushort calibrationMask, double mostVolts, TimeProvider time)
        : base(device, time)
    {
        if (shunt.Ohms <= 0 || shunt.MaxAmperes <= 0 || shunt.Volts > mostVolts * ShuntConfig.Exactly)
            throw new ArgumentException($"{shunt.MaxAmperes} A over {shunt.Ohms} ohm are {shunt.Volts * 1000:F1} mV; the chip measures up to {mostVolts * 1000:F2} mV.", nameof(shunt));
        _voltage = voltage;
        _current = current;
        _ohms = shunt.Ohms;
        _direction = shunt.Reverse ? -1 : 1;
        // The finest step with which the highest current still fits; where the register ends before, the step that belongs to its end.
        double exact = gain / (shunt.MaxAmperes / 32768 * shunt.Ohms);
        _calibration = (ushort)((ushort)Math.Round(Math.Min(exact, calibrationMask)) & calibrationMask);
        _amperesPerCode = gain / (_calibration * shunt.Ohms);
    }

    /// <summary>The value of the calibration register, from the shunt.</summary>
    public ushort CalibrationValue => _calibration;

    /// <summary>Starts one measurement.</summary>
    protected abstract ushort Command { get; }

    /// <summary>Milliseconds of a measurement.</summary>
    protected abstract int MeasureTime { get; }

    protected abstract double ShuntVoltsPerCode { get; }

    /// <summary>Codes of the shunt's register at the end of its range.</summary>
    protected abstract int ShuntEnd { get; }

    /// <summary>Whether the measurement is done, and whether it overflowed.</summary>
    protected abstract (bool Done, bool Overflow) Look();

    protected abstract double BusVolts();

    protected override async ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        Device.WriteWord(Calibration, _calibration);
        Device.WriteWord(Configuration, Command);
        await WaitAsync(MeasureTime, cancellationToken).ConfigureAwait(false);
        (bool done, bool overflow) = Look();
        for (int look = 0; !done; look++)
        {
            if (look == Looks)
                return "the chip did not finish its measurement";
            await WaitAsync(1, cancellationToken).ConfigureAwait(false);
            (done, overflow) = Look();
        }

        double volts = BusVolts();
        short shunt = (short)Device.ReadWord(Shunt), code = (short)Device.ReadWord(Current);
        ushort settings = Device.ReadWord(Configuration), calibration = Device.ReadWord(Calibration);
        if (settings != Command || calibration != _calibration)
            return $"the chip lost its settings (0x{settings:X4} instead of 0x{Command:X4}, calibration 0x{calibration:X4})";

        batch.Add(Reading.Good(_voltage, volts, batch.At));
        // The two ends may be any higher current.
        if (overflow || shunt >= ShuntEnd || shunt <= -ShuntEnd || code is short.MinValue or short.MaxValue)
            batch.AddBad(_current, QualityReason.OutOfRange, $"beyond the range ({shunt * ShuntVoltsPerCode / _ohms * _direction:F2} A or more)");
        else
            batch.Add(Reading.Good(_current, code * _amperesPerCode * _direction, batch.At));
        return null;
    }
}
