using System.Runtime.CompilerServices;

namespace EdgeGuard.Modbus;

/// <summary>
/// Waits until a moment without allocating: one timer, made when it is first needed, which runs only while someone waits; or a way to
/// wait that was given. One user at a time.
/// </summary>
internal sealed class Pause(TimeProvider time, Func<TimeSpan, CancellationToken, ValueTask>? wait) : IDisposable
{
    private PeriodicTimer? _timer;

    /// <summary>Waits until <paramref name="span"/> has passed since the timestamp.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask UntilAsync(long since, TimeSpan span, CancellationToken cancellationToken)
    {
        while (span - time.GetElapsedTime(since) is { Ticks: > 0 } rest)
        {
            // Timers count whole milliseconds and would cut the rest off.
            var whole = TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds));
            if (wait is not null)
            {
                await wait(whole, cancellationToken).ConfigureAwait(false);
                continue;
            }

            _timer ??= new PeriodicTimer(Timeout.InfiniteTimeSpan, time);
            _timer.Period = whole;
            try
            {
                await _timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _timer.Period = Timeout.InfiniteTimeSpan;
            }
        }
    }

    public void Dispose() => _timer?.Dispose();
}
