using System.Buffers.Binary;
using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.Bmxx80;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// What BME280 and BMP280 have in common: temperature (degC) and pressure (Pa), one measurement a poll. Settings are stated before it and looked
/// at after it. Source: datasheets BST-BME280-DS002 and BST-BMP280-DS001: registers in section 5 and 4.
/// </summary>
internal abstract class Bmx280Chip<TBinding>(I2cDevice device, PointId temperature, PointId pressure, TimeProvider time)
    : BoundChip<TBinding>(device, time)
    where TBinding : Bmx280Base
{
    private const byte ChipId = 0xD0, Status = 0xF3, ControlMeasure = 0xF4, Data = 0xF7;
    private const byte Measuring = 1 << 3;
    private const double LowestDegC = -40, HighestDegC = 85, LowestPascals = 30_000, HighestPascals = 110_000;

    /// <summary>Milliseconds; the datasheet's 2 of start-up, which the binding does not wait for after its reset.</summary>
    private const int StartTime = 3;

    /// <summary>Sampling [our default]: temperature twice, pressure four times; asleep.</summary>
    private const byte Settings = (byte)Sampling.LowPower << 5 | (byte)Sampling.Standard << 2;

    /// <summary>What stands in the data registers after a reset.</summary>
    private static ReadOnlySpan<byte> NothingMeasured => [0x80, 0, 0, 0x80, 0, 0];

    private readonly byte[] _data = new byte[8];

    /// <summary>The humidity's code, which a BMP280 does not have.</summary>
    protected int RawHumidity => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(6));

    /// <summary>Whether the temperature was good, by which all else is corrected.</summary>
    protected bool IsWarmthKnown { get; private set; }

    protected abstract string Name { get; }

    protected abstract byte Id { get; }

    protected override string? Stranger()
    {
        byte id = Device.ReadByte(ChipId);
        return id == Id ? null : $"this is no {Name} (chip id 0x{id:X2})";
    }

    protected override async ValueTask<string?> PrepareAsync(TBinding binding, CancellationToken cancellationToken)
    {
        await WaitAsync(StartTime, cancellationToken).ConfigureAwait(false);
        return null;
    }

    protected sealed override ValueTask<string?> ReadAsync(TBinding binding, PollBatch batch, CancellationToken cancellationToken)
    {
        State(binding);
        (double? degrees, double? pascals, double? percent) = Measure(binding);
        byte status = Device.ReadByte(Status), settings = Device.ReadByte(ControlMeasure);
        if ((status & Measuring) != 0)
            return new("the chip did not finish its measurement");
        if (settings != Settings || !KeptOtherSettings())
            return new($"the chip lost its settings (0x{settings:X2})");
        Device.WriteRead([Data], _data);
        if (_data.AsSpan().StartsWith(NothingMeasured))
            return new("the chip measured nothing");
        int rawPressure = _data[0] << 12 | _data[1] << 4 | _data[2] >> 4, rawTemperature = _data[3] << 12 | _data[4] << 4 | _data[5] >> 4;
        IsWarmthKnown = Add(batch, temperature, "temperature", rawTemperature, 20, degrees, LowestDegC, HighestDegC);
        AddOthers(batch, percent);
        Add(batch, pressure, "pressure", IsWarmthKnown ? rawPressure : 0, 20, pascals, LowestPascals, HighestPascals);
        return new((string?)null);
    }

    protected virtual void State(TBinding binding)
    {
        binding.TemperatureSampling = Sampling.LowPower;
        binding.PressureSampling = Sampling.Standard;
    }

    protected virtual bool KeptOtherSettings() => true;

    protected abstract (double? DegreesCelsius, double? Pascals, double? PercentHumidity) Measure(TBinding binding);

    protected virtual void AddOthers(PollBatch batch, double? percent)
    {
    }

    /// <summary>The ends of the scale are what a broken element gives.</summary>
    protected static bool Add(PollBatch batch, PointId point, string name, int raw, int bits, double? value, double lowest, double highest)
    {
        if (value is not { } measured || raw == 0 || raw == (1 << bits) - 1)
            batch.AddBad(point, QualityReason.SensorFault, $"the {name}'s element is broken (0x{raw:X})");
        else if (!(measured >= lowest && measured <= highest))
            batch.AddBad(point, QualityReason.OutOfRange, $"{name} {measured:F1} is outside {lowest} to {highest}");
        else
        {
            batch.Add(Reading.Good(point, measured, batch.At));
            return true;
        }

        return false;
    }
}
