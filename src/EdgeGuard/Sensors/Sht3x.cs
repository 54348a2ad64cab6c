using System.Buffers.Binary;
using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Sensirion SHT30, SHT31, SHT35: temperature (degC) and relative humidity (%RH). Single shots of high repeatability without
/// clock stretching, so the chip is idle between polls and never holds the bus. Source: datasheet SHT3x-DIS: commands
/// in sections 4.3, 4.8, 4.9 and 4.11, formulas in 4.13, times in table 4.
/// </summary>
internal sealed class Sht3x(I2cDevice device, PointId temperature, PointId humidity, TimeProvider time) : I2cSensor(device, time)
{
    public const int FirstAddress = 0x44, SecondAddress = 0x45;

    private const ushort MeasureOnce = 0x2400, StopPeriodic = 0x3093, SoftReset = 0x30A2, ReadStatus = 0xF32D, ClearStatus = 0x3041;
    private const ushort HeaterOn = 1 << 13, ResetSeen = 1 << 4;
    private const double LowestDegC = -40, HighestDegC = 125;

    /// <summary>Milliseconds; the datasheet's 15.5, 1 and 1.5.</summary>
    private const int MeasureTime = 16, StopTime = 1, ResetTime = 2;

    private readonly byte[] _answer = new byte[6];
    private readonly byte[] _status = new byte[3];

    /// <summary>By the checksum of its status.</summary>
    public static ValueTask<bool> IsThereAsync(I2cDevice device, TimeProvider time, CancellationToken cancellationToken)
    {
        Span<byte> bytes = [ReadStatus >> 8, ReadStatus & 0xFF, 0];
        device.Write(bytes[..2]);
        device.Read(bytes);
        return ValueTask.FromResult(Crc8.IsWord(bytes));
    }

    public static double DegreesCelsius(ushort raw) => -45 + 175 * (raw / 65535.0);

    public static double PercentHumidity(ushort raw) => 100 * (raw / 65535.0);

    /// <summary>
    /// Other software may have left it measuring periodically (then it refuses single shots) or heating itself (then it
    /// is too warm); a reset ends both.
    /// </summary>
    protected override async ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        TrySend(StopPeriodic);
        await WaitAsync(StopTime, cancellationToken).ConfigureAwait(false);
        TrySend(SoftReset);
        await WaitAsync(ResetTime, cancellationToken).ConfigureAwait(false);
        Send(ClearStatus);
        return null;
    }

    protected override async ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        Send(MeasureOnce);
        await WaitAsync(MeasureTime, cancellationToken).ConfigureAwait(false);
        Device.Read(_answer);
        Send(ReadStatus);
        Device.Read(_status);
        // A status that came mutilated says nothing; the values have checksums of their own.
        if (Crc8.IsWord(_status) && Status(batch) is { } fault)
            return fault;
        SensirionWord.Add(batch, temperature, _answer.AsSpan(0, 3), "temperature", DegreesCelsius, LowestDegC, HighestDegC);
        SensirionWord.Add(batch, humidity, _answer.AsSpan(3, 3), "humidity", PercentHumidity, 0, 100);
        return null;
    }

    private string? Status(PollBatch batch)
    {
        ushort status = SensirionWord.Raw(_status);
        if ((status & HeaterOn) != 0)
            return "its heater is on, so it measures itself";
        if ((status & ResetSeen) != 0)
        {
            // Harmless to a single shot, but somebody should look at the supply.
            batch.Note("the chip was reset since the last poll (its supply?)");
            Send(ClearStatus);
        }

        return null;
    }

    private void TrySend(ushort command)
    {
        try
        {
            Send(command);
        }
        catch (IOException)
        {
            // A chip that is idle may refuse the stop; one that is absent is told of by the command that follows.
        }
    }

    private void Send(ushort command)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, command);
        Device.Write(bytes);
    }
}
