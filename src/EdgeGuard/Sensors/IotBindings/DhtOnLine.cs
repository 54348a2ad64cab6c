using System.Device.Gpio;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using Iot.Device.DHTxx;
using UnitsNet;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// Aosong DHT11, DHT21 (AM2301) and DHT22 (AM2302) on one GPIO line: temperature (degC) and relative humidity (%RH). The binding times pulses of 26 and
/// 70 µs by looking at the line, which a busy Linux often misses: a poll that failed says nothing of the sensor. The line is driven low
/// for 20 ms to ask, and the first poll waits a second. Source: Aosong's datasheets of the three.
/// </summary>
/// <param name="gpio">Owned from here on.</param>
/// <param name="bind">Makes the binding on a line of the controller.</param>
/// <param name="values">The points, and what the sensor measures.</param>
internal sealed class DhtOnLine(GpioController gpio, int line, Func<int, GpioController, DhtBase> bind, DhtValues values, TimeProvider time)
    : IPointSource, IDisposable
{
    /// <summary>Before it the sensor answers with garbage, and the binding with what it read last.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(2.5);

    private DhtBase? _binding;
    private long? _asked;

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_asked is { } asked && time.GetElapsedTime(asked) is var since && since < s_rest)
            await Task.Delay(s_rest - since, time, cancellationToken).ConfigureAwait(false);
        try
        {
            _binding ??= bind(line, gpio);
            Ask(_binding, batch);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _binding?.Dispose();
            _binding = null;
            batch.Fail(QualityReason.CommFailure, $"GPIO line {line}: {e.Message}");
        }

        _asked = time.GetTimestamp();
    }

    public void Dispose()
    {
        _binding?.Dispose();
        gpio.Dispose();
    }

    /// <summary>The second value comes from the bytes of the first: the binding reads the line again only half a second later.</summary>
    private void Ask(DhtBase binding, PollBatch batch)
    {
        if (binding.TryReadTemperature(out Temperature degrees) && binding.TryReadHumidity(out RelativeHumidity percent))
            values.Add(batch, degrees, percent);
        else
            batch.Fail(QualityReason.CommFailure, $"GPIO line {line}: no answer, or pulses that were missed (the binding does not tell which)");
    }
}
