using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// Texas Instruments ADS1115: four 16-bit inputs against ground, for analogue smoke detectors, 4-20 mA sensors over a
/// shunt and supervised loops. One single shot a channel and poll, at 128 samples a second. Source: datasheet SBAS444, sections 7.3 to 7.5 and 8.1.
/// </summary>
internal sealed class Ads1115 : IPointSource, IDisposable
{
    public const int FirstAddress = 0x48, LastAddress = 0x4B;

    private const byte ConversionRegister = 0, ConfigRegister = 1, LowThreshold = 2, HighThreshold = 3;
    private const ushort Idle = 0x8000;
    private const int Looks = 5;

    /// <summary>1/128 s and the 10 % by which the chip's clock may be slow, and 25 µs to wake up, in whole milliseconds.</summary>
    private static readonly TimeSpan ConversionTime = TimeSpan.FromMilliseconds(9);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(1);

    private readonly I2cDevice _device;
    private readonly Ads1115Input[] _inputs;
    private readonly TimeProvider _time;

    /// <summary>It has no number of its own, but thresholds that nobody changes and no measured value equals: -32768 and 32767.</summary>
    public static bool IsThere(I2cDevice device) => device.ReadWord(LowThreshold) == 0x8000 && device.ReadWord(HighThreshold) == 0x7FFF;

    /// <param name="device">Owned from here on.</param>
    public Ads1115(I2cDevice device, IEnumerable<Ads1115Input> inputs, TimeProvider time)
    {
        _device = device;
        _inputs = [.. inputs];
        _time = time;
    }

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            foreach (Ads1115Input input in _inputs)
                await ReadAsync(input, batch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            batch.Fail(QualityReason.CommFailure, e.Message);
        }
    }

    public void Dispose() => _device.Dispose();

    private async ValueTask ReadAsync(Ads1115Input input, PollBatch batch, CancellationToken cancellationToken)
    {
        TimeSpan? again;
        do
        {
            _device.WriteWord(ConfigRegister, input.StartCommand);
            if (await ConvertAsync(input, cancellationToken).ConfigureAwait(false) is { } fault)
            {
                input.AddFault(batch, fault);
                return;
            }

            again = input.Add(batch, (short)_device.ReadWord(ConversionRegister));
            if (again is { } pause)
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
        while (again is not null);
    }

    /// <summary>
    /// Waits for the end of the conversion, and that the chip still has the settings it was given: one that lost its power
    /// for a moment measures with those of its reset, which is another input in another range.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    private async ValueTask<string?> ConvertAsync(Ads1115Input input, CancellationToken cancellationToken)
    {
        TimeSpan wait = ConversionTime;
        for (int look = 0; look < Looks; look++)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            ushort config = _device.ReadWord(ConfigRegister);
            if ((config | Idle) != input.StartCommand)
                return $"the chip lost its settings (0x{config:X4} instead of 0x{input.StartCommand:X4})";
            if ((config & Idle) != 0)
                return null;
            wait = LookAgain;
        }

        return "the chip did not finish its conversion";
    }
}
