using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Sensors.IotBindings;

/// <summary>
/// A chip read through its class of Iot.Device.Bindings. That class waits by blocking, which the thread of an I2C bus is there for, and sets
/// the chip up when it is made: so it is made anew after every poll that went wrong. What it leaves unchecked is checked here, on the chip
/// itself: whether it is the right one, still has its settings, and has measured at all.
/// </summary>
internal abstract class BoundChip<TBinding> : I2cSensor
    where TBinding : class
{
    private readonly HeardI2cDevice _heard;
    private TBinding? _binding;

    /// <param name="device">Owned from here on.</param>
    protected BoundChip(I2cDevice device, TimeProvider time)
        : this(new HeardI2cDevice(device), time)
    {
    }

    private BoundChip(HeardI2cDevice heard, TimeProvider time)
        : base(heard, time) => _heard = heard;

    /// <summary>The last answer of the chip.</summary>
    protected ReadOnlySpan<byte> Heard => _heard.Heard;

    protected sealed override async ValueTask<string?> SetUpAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (Stranger() is { } stranger)
                return stranger;
            _binding = Bind();
            return await PrepareAsync(_binding, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFault(e))
        {
            return e.Message;
        }
    }

    protected sealed override async ValueTask<string?> MeasureAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await ReadAsync(_binding!, batch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFault(e))
        {
            return e.Message;
        }
    }

    /// <returns>What is wrong with the chip that answers, by its identity; or null.</returns>
    protected virtual string? Stranger() => null;

    protected abstract TBinding Bind();

    /// <returns>What is wrong with the chip, or null.</returns>
    protected virtual ValueTask<string?> PrepareAsync(TBinding binding, CancellationToken cancellationToken) => new((string?)null);

    /// <inheritdoc cref="I2cSensor.MeasureAsync"/>
    protected abstract ValueTask<string?> ReadAsync(TBinding binding, PollBatch batch, CancellationToken cancellationToken);

    /// <summary>A transfer that failed is an <see cref="IOException"/>; with whatever else they throw, bindings complain of what the chip said.</summary>
    private static bool IsFault(Exception e) => e is not (IOException or OperationCanceledException);
}
