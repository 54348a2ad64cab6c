using System.Buffers.Binary;
using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Sensirion SHT30, SHT31, SHT35: temperature (degC) and relative humidity (%RH). Single shots of high repeatability without
/// clock stretching, so the chip is idle between polls and never holds the bus. Source: datasheet SHT3x-DIS: commands
/// in sections 4.3, 4.8 and 4.9, formulas in 4.13, times in table 4.
/// </summary>
internal sealed class Sht3x(I2cDevice device, PointId temperature, PointId humidity, TimeProvider time) : IPointSource, IDisposable
{
    public const int FirstAddress = 0x44, SecondAddress = 0x45;

    private const ushort MeasureOnce = 0x2400, StopPeriodic = 0x3093, SoftReset = 0x30A2;
    private const double LowestDegC = -40, HighestDegC = 125;

    // Task.Delay cuts fractions of a millisecond off, so the datasheet's 15.5 ms and 1.5 ms are rounded up.
    private static readonly TimeSpan MeasureTime = TimeSpan.FromMilliseconds(16);
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ResetTime = TimeSpan.FromMilliseconds(2);

    private readonly byte[] _answer = new byte[6];

    /// <summary>Its mode is not known: at the start, and after it did not answer.</summary>
    private bool _isStrange = true;

    public static double DegreesCelsius(ushort raw) => -45 + 175 * (raw / 65535.0);

    public static double PercentHumidity(ushort raw) => 100 * (raw / 65535.0);

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            if (_isStrange)
                await SettleAsync(cancellationToken).ConfigureAwait(false);
            Send(MeasureOnce);
            await Task.Delay(MeasureTime, time, cancellationToken).ConfigureAwait(false);
            device.Read(_answer);
            _isStrange = false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _isStrange = true;
            batch.Fail(QualityReason.CommFailure, e.Message);
            return;
        }

        AddTemperature(batch);
        AddHumidity(batch);
    }

    public void Dispose() => device.Dispose();

    /// <summary>
    /// Other software may have left it measuring periodically (then it refuses single shots) or heating itself (then it
    /// is too warm); a reset ends both.
    /// </summary>
    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        TrySend(StopPeriodic);
        await Task.Delay(StopTime, time, cancellationToken).ConfigureAwait(false);
        TrySend(SoftReset);
        await Task.Delay(ResetTime, time, cancellationToken).ConfigureAwait(false);
    }

    private void TrySend(ushort command)
    {
        try
        {
            Send(command);
        }
        catch (IOException)
        {
            // A chip that is idle may refuse the stop; one that is absent is told of by the measurement that follows.
            _isStrange = true;
        }
    }

    private void Send(ushort command)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, command);
        device.Write(bytes);
    }

    private void AddTemperature(PollBatch batch)
    {
        ReadOnlySpan<byte> word = _answer.AsSpan(0, 3);
        double value = DegreesCelsius(BinaryPrimitives.ReadUInt16BigEndian(word));
        if (!Crc8.IsWord(word))
            batch.AddBad(temperature, QualityReason.Crc, "the temperature's checksum is wrong");
        else if (value is < LowestDegC or > HighestDegC)
            batch.AddBad(temperature, QualityReason.OutOfRange, $"{value:F1} degC is outside {LowestDegC} to {HighestDegC}");
        else
            batch.Add(Reading.Good(temperature, value, batch.At));
    }

    private void AddHumidity(PollBatch batch)
    {
        ReadOnlySpan<byte> word = _answer.AsSpan(3, 3);
        if (Crc8.IsWord(word))
            batch.Add(Reading.Good(humidity, PercentHumidity(BinaryPrimitives.ReadUInt16BigEndian(word)), batch.At));
        else
            batch.AddBad(humidity, QualityReason.Crc, "the humidity's checksum is wrong");
    }
}
