using System.Buffers.Binary;
using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Bosch BME280: temperature (degC), relative humidity (%RH) and pressure (Pa). One measurement a poll (forced mode), so the chip sleeps and
/// does not warm itself between. Source: datasheet BST-BME280-DS002: registers in section 5, modes in 3.3, times in 9.1.
/// </summary>
internal sealed class Bme280(I2cDevice device, PointId temperature, PointId humidity, PointId pressure, TimeProvider time)
    : I2cSensor(device, time)
{
    public const int FirstAddress = 0x76, SecondAddress = 0x77;

    private const byte ChipId = 0xD0, Reset = 0xE0, ControlHumidity = 0xF2, Status = 0xF3, ControlMeasure = 0xF4, Config = 0xF5, Data = 0xF7;
    private const byte FirstTrimming = 0x88, SecondTrimming = 0xE1;
    private const byte IsBme280 = 0x60, ResetWord = 0xB6, Measuring = 1 << 3, LoadingTrimming = 1 << 0;

    /// <summary>Oversampling [our default]: humidity twice, temperature twice, pressure four times.</summary>
    private const byte HumidityTwice = 2, TemperatureTwicePressureFourTimes = 2 << 5 | 3 << 2, Forced = 1;

    /// <summary>Milliseconds: start-up 2; a measurement of that oversampling at most 1.25 + 4.6 + 9.2 + 0.575 + 4.6 + 0.575.</summary>
    private const int StartTime = 3, MeasureTime = 21;
    private const int Looks = 5;

    /// <summary>What stands in the data registers after a reset.</summary>
    private static ReadOnlySpan<byte> NothingMeasured => [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];

    private readonly byte[] _data = new byte[8];
    private Bme280Trimming? _trimming;

    /// <summary>
    /// By its id. A TCA9548A, which may stand at these addresses, takes the pointer for the channels that it is to connect, and gives it back when it
    /// is read: then it gets again what it had (datasheet SCPS207, section 8.5).
    /// </summary>
    public static bool IsThere(I2cDevice device)
    {
        byte before = device.ReadByte();
        byte id = device.ReadByte(ChipId);
        if (id == ChipId)
            device.Write([before]);
        return id == IsBme280;
    }

    protected override async ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        byte id = Device.ReadByte(ChipId);
        if (id != IsBme280)
            return $"this is no BME280 (chip id 0x{id:X2}{(id is >= 0x56 and <= 0x58 ? ", a BMP280, which has no humidity" : "")})";
        Device.WriteByte(Reset, ResetWord);
        await WaitAsync(StartTime, cancellationToken).ConfigureAwait(false);
        if ((Device.ReadByte(Status) & LoadingTrimming) != 0)
            return "the chip does not come out of its reset";
        byte[] first = new byte[26], second = new byte[7];
        Device.WriteRead([FirstTrimming], first);
        Device.WriteRead([SecondTrimming], second);
        _trimming = Bme280Trimming.Parse(first, second);
        if (!_trimming.IsPlausible)
            return "the chip's trimming values are lost";
        Device.WriteByte(Config, 0);
        return null;
    }

    protected override async ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        // The humidity's setting takes effect with the write of the other one.
        Device.WriteByte(ControlHumidity, HumidityTwice);
        Device.WriteByte(ControlMeasure, TemperatureTwicePressureFourTimes | Forced);
        await WaitAsync(MeasureTime, cancellationToken).ConfigureAwait(false);
        for (int look = 0; (Device.ReadByte(Status) & Measuring) != 0; look++)
        {
            if (look == Looks)
                return "the chip did not finish its measurement";
            await WaitAsync(1, cancellationToken).ConfigureAwait(false);
        }

        Device.WriteRead([Data], _data);
        byte settings = Device.ReadByte(ControlMeasure);
        if (settings != TemperatureTwicePressureFourTimes || Device.ReadByte(ControlHumidity) != HumidityTwice)
            return $"the chip lost its settings (0x{settings:X2})";
        if (_data.AsSpan().SequenceEqual(NothingMeasured))
            return "the chip measured nothing";
        Add(batch, _trimming!);
        return null;
    }

    private void Add(PollBatch batch, Bme280Trimming trimming)
    {
        int rawPressure = _data[0] << 12 | _data[1] << 4 | _data[2] >> 4;
        int rawTemperature = _data[3] << 12 | _data[4] << 4 | _data[5] >> 4;
        int rawHumidity = BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(6));
        int fine = trimming.FineTemperature(rawTemperature);
        bool known = Add(batch, temperature, rawTemperature, 20, "temperature", Bme280Trimming.DegreesCelsius(fine), -40, 85);
        // The other two are corrected by the temperature, so without it they are nothing.
        Add(batch, humidity, known ? rawHumidity : 0, 16, "humidity", trimming.PercentHumidity(rawHumidity, fine), 0, 100);
        Add(batch, pressure, known ? rawPressure : 0, 20, "pressure", trimming.Pascals(rawPressure, fine), 30_000, 110_000);
    }

    /// <summary>The ends of the scale are what a broken element gives.</summary>
    private static bool Add(PollBatch batch, PointId point, int raw, int bits, string name, double value, double lowest, double highest)
    {
        if (raw == 0 || raw == (1 << bits) - 1)
        {
            batch.AddBad(point, QualityReason.SensorFault, $"the {name}'s element is broken (0x{raw:X})");
            return false;
        }

        if (value < lowest || value > highest)
            batch.AddBad(point, QualityReason.OutOfRange, $"{name} {value:F1} is outside {lowest} to {highest}");
        else
            batch.Add(Reading.Good(point, value, batch.At));
        return true;
    }
}
