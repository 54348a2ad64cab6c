using System.Buffers.Binary;
using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Texas Instruments ADS1115: four 16-bit inputs against ground, for analogue smoke detectors and 4-20 mA sensors over a
/// shunt. One single shot a channel and poll, at 128 samples a second. Source: datasheet SBAS444, sections 7.3 to 7.5 and 8.1.
/// </summary>
internal sealed class Ads1115 : IPointSource, IDisposable
{
    public const int FirstAddress = 0x48, LastAddress = 0x4B;

    private const byte ConversionRegister = 0, ConfigRegister = 1;
    private const ushort Idle = 0x8000;
    private const int Looks = 5;

    /// <summary>1/128 s and the 10 % by which the chip's clock may be slow, and 25 µs to wake up, in whole milliseconds.</summary>
    private static readonly TimeSpan ConversionTime = TimeSpan.FromMilliseconds(9);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(1);

    private readonly I2cDevice _device;
    private readonly Ads1115Channel[] _channels;
    private readonly TimeProvider _time;

    /// <param name="device">Owned from here on.</param>
    public Ads1115(I2cDevice device, IEnumerable<Ads1115Channel> channels, TimeProvider time)
    {
        _device = device;
        _channels = [.. channels];
        _time = time;
    }

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            foreach (Ads1115Channel channel in _channels)
            {
                Write(ConfigRegister, channel.StartCommand);
                if (await IsConvertedAsync(channel, batch, cancellationToken).ConfigureAwait(false))
                    channel.Add(batch, (short)Read(ConversionRegister));
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            batch.Fail(QualityReason.CommFailure, e.Message);
        }
    }

    public void Dispose() => _device.Dispose();

    /// <summary>
    /// Waits for the end of the conversion, and that the chip still has the settings it was given: one that lost its power
    /// for a moment measures with those of its reset, which is another input in another range.
    /// </summary>
    private async ValueTask<bool> IsConvertedAsync(Ads1115Channel channel, PollBatch batch, CancellationToken cancellationToken)
    {
        TimeSpan wait = ConversionTime;
        for (int look = 0; look < Looks; look++)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            ushort config = Read(ConfigRegister);
            if ((config | Idle) != channel.StartCommand)
            {
                batch.AddBad(channel.Point, QualityReason.SensorFault, $"the chip lost its settings (0x{config:X4} instead of 0x{channel.StartCommand:X4})");
                return false;
            }

            if ((config & Idle) != 0)
                return true;
            wait = LookAgain;
        }

        batch.AddBad(channel.Point, QualityReason.SensorFault, "the chip did not finish its conversion");
        return false;
    }

    private void Write(byte register, ushort value)
    {
        Span<byte> bytes = [register, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], value);
        _device.Write(bytes);
    }

    private ushort Read(byte register)
    {
        Span<byte> bytes = stackalloc byte[2];
        _device.WriteRead([register], bytes);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
