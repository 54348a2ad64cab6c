using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Sensirion SHT40, SHT41, SHT45: temperature (degC) and relative humidity (%RH), one measurement of high precision a poll. The heater
/// runs by command only and ends by itself, so there is no state of it to look after. Source: datasheet SHT4x: times in table 5, addresses and
/// commands in section 4.5, checksum in 4.4, formulas in 4.6, serial number in 4.7.
/// </summary>
internal sealed class Sht4x(I2cDevice device, PointId temperature, PointId humidity, TimeProvider time) : I2cSensor(device, time)
{
    private const byte MeasureHigh = 0xFD, ReadSerial = 0x89, SoftReset = 0x94;
    private const double LowestDegC = -40, HighestDegC = 125;

    /// <summary>Milliseconds; the datasheet's 8.3 and 1.</summary>
    private const int MeasureTime = 9, ResetTime = 1;

    private readonly byte[] _answer = new byte[6];

    /// <summary>The usual one first; the others are variants of the part.</summary>
    public static IReadOnlyList<int> Addresses { get; } = [0x44, 0x45, 0x46];

    /// <summary>Of the chip that answered last; null until one did.</summary>
    public uint? SerialNumber { get; private set; }

    /// <summary>By the checksums of its serial number.</summary>
    public static async ValueTask<bool> IsThereAsync(I2cDevice device, TimeProvider time, CancellationToken cancellationToken)
    {
        byte[] serial = new byte[6];
        device.Write([ReadSerial]);
        await WaitAsync(1, time, cancellationToken).ConfigureAwait(false);
        device.Read(serial);
        return Crc8.IsWord(serial.AsSpan(0, 3)) && Crc8.IsWord(serial.AsSpan(3, 3));
    }

    public static double DegreesCelsius(ushort raw) => -45 + 175 * (raw / 65535.0);

    /// <summary>The formula leaves 0 to 100 near its ends, where the air cannot; the datasheet has it cropped.</summary>
    public static double PercentHumidity(ushort raw) => Math.Clamp(-6 + 125 * (raw / 65535.0), 0, 100);

    protected override async ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        Device.Write([SoftReset]);
        await WaitAsync(ResetTime, cancellationToken).ConfigureAwait(false);
        Device.Write([ReadSerial]);
        await WaitAsync(1, cancellationToken).ConfigureAwait(false);
        Device.Read(_answer);
        // One that came mutilated is asked for again with the next set-up; the values have checksums of their own.
        if (!Crc8.IsWord(_answer.AsSpan(0, 3)) || !Crc8.IsWord(_answer.AsSpan(3, 3)))
            return null;
        uint serial = (uint)SensirionWord.Raw(_answer) << 16 | SensirionWord.Raw(_answer.AsSpan(3));
        if (SerialNumber is { } before && before != serial)
            batch.Note($"another chip answers: serial number {serial:X8} instead of {before:X8}");
        SerialNumber = serial;
        return null;
    }

    protected override async ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        Device.Write([MeasureHigh]);
        await WaitAsync(MeasureTime, cancellationToken).ConfigureAwait(false);
        Device.Read(_answer);
        SensirionWord.Add(batch, temperature, _answer.AsSpan(0, 3), "temperature", DegreesCelsius, LowestDegC, HighestDegC);
        SensirionWord.Add(batch, humidity, _answer.AsSpan(3, 3), "humidity", PercentHumidity, 0, 100);
        return null;
    }
}
