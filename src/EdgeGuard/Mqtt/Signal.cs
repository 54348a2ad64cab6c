namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Wakes one waiter. A call of <see cref="Set"/> is never lost: what was written before it is seen by the waiter after it
/// woke. Any thread may set; only one may wait.
/// </summary>
internal sealed class Signal(TimeProvider time)
{
    private TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    /// <summary>Returns when set, or when <paramref name="timeout"/> has passed (null: never).</summary>
    public async ValueTask WaitAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        Task set = _set.Task;
        if (!set.IsCompleted)
        {
            if (timeout is { } limit)
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(set, Task.Delay(limit, time, ended.Token)).ConfigureAwait(false);
                await ended.CancelAsync().ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                await set.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (set.IsCompleted)
        {
            Interlocked.Exchange(ref _set, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }
}
