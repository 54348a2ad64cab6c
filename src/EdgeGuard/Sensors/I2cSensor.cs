using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors;

/// <summary>
/// A chip on I2C: set up at the first poll and again after every poll that went wrong, for it may have been swapped or have lost
/// its supply meanwhile. A transfer that fails is the bus's fault, <see cref="QualityReason.CommFailure"/>; a chip that answers and is
/// another one, is broken or lost its settings is the sensor's, <see cref="QualityReason.SensorFault"/>.
/// </summary>
/// <param name="device">Owned from here on.</param>
internal abstract class I2cSensor(I2cDevice device, TimeProvider time) : IPointSource, IDisposable
{
    private bool _isReady;

    protected I2cDevice Device { get; } = device;

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            string? fault = _isReady ? null : await SetUpAsync(batch, cancellationToken).ConfigureAwait(false);
            fault ??= await MeasureAsync(batch, cancellationToken).ConfigureAwait(false);
            _isReady = fault is null;
            if (fault is not null)
                AddFault(batch, fault);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _isReady = false;
            batch.Fail(QualityReason.CommFailure, e.Message);
        }
    }

    public void Dispose() => Device.Dispose();

    /// <returns>What is wrong with the chip, or null.</returns>
    protected abstract ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken);

    /// <returns>What is wrong with the chip as a whole, before anything was added to the batch; or null.</returns>
    protected abstract ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken);

    protected Task WaitAsync(int milliseconds, CancellationToken cancellationToken) => WaitAsync(milliseconds, time, cancellationToken);

    /// <summary>At least so long: a timer alone may be some milliseconds early, and a chip that is asked too soon does not answer.</summary>
    protected static async Task WaitAsync(int milliseconds, TimeProvider time, CancellationToken cancellationToken)
    {
        long since = time.GetTimestamp();
        var span = TimeSpan.FromMilliseconds(milliseconds);
        while (span - time.GetElapsedTime(since) is { Ticks: > 0 } rest)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), time, cancellationToken).ConfigureAwait(false);
    }

    private static void AddFault(PollBatch batch, string fault)
    {
        foreach (PointId point in batch.Points)
            batch.AddBad(point, QualityReason.SensorFault, fault);
    }
}
