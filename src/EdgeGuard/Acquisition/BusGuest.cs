namespace EdgeGuard.Gateway.Acquisition;

/// <summary>Work of somebody else on a bus (a scan, a write), and whoever waits for it.</summary>
internal sealed class BusGuest(Func<CancellationToken, ValueTask> work, CancellationToken guestsToken)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    /// <summary>Does the work; what it throws is for whoever waits, and nothing to the bus.</summary>
    public async ValueTask RunAsync(Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask> onThread, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(guestsToken, cancellationToken);
        try
        {
            both.Token.ThrowIfCancellationRequested();
            await onThread(work, both.Token).ConfigureAwait(false);
            _done.SetResult();
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            _done.SetCanceled(both.Token);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception e)
        {
            _done.SetException(e);
        }
    }
}
