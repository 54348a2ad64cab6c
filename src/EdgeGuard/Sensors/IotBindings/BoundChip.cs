using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// A chip read through its class of Iot.Device.Bindings. That class waits by blocking, which the thread of an I2C bus is there
/// for, and sets the chip up when it is made: so it is made anew after every failure.
/// </summary>
/// <param name="device">Owned from here on.</param>
internal abstract class BoundChip<TBinding>(I2cDevice device) : IPointSource, IDisposable
    where TBinding : class
{
    private TBinding? _binding;

    public ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _binding ??= Bind(device);
            Read(_binding, batch);
        }
        catch (Exception e)
        {
            _binding = null;
            batch.Fail(QualityReason.CommFailure, e.Message);
        }

        return ValueTask.CompletedTask;
    }

    public void Dispose() => device.Dispose();

    protected abstract TBinding Bind(I2cDevice device);

    protected abstract void Read(TBinding binding, PollBatch batch);
}
