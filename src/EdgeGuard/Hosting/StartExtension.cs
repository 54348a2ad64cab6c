namespace EdgeGuard.Gateway.Hosting;

/// <summary>Keeps the service manager patient while something long (salvaging a store) goes on during the start.</summary>
/// <param name="clock">Real time.</param>
internal sealed class StartExtension(ServiceNotifier notifier, TimeProvider clock)
{
    /// <summary>[our default] How often it is said, and a third of what is asked for each time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="work"/>; its result and exceptions are the caller's.</summary>
    /// <param name="status">What <c>systemctl status</c> shows meanwhile.</param>
    /// <param name="atMost">After this the manager is no longer asked: work that never ends is ended by the start's time limit.</param>
    public async Task<T> DuringAsync<T>(
        Func<CancellationToken, Task<T>> work, string status, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asking = AskAsync(status, atMost, over.Token);
        try
        {
            // On the pool: opening a store blocks.
            return await Task.Run(() => work(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(string status, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Step, clock);
        notifier.Status(status);
        do
        {
            notifier.ExtendTimeout(Step * 3);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false)
            && clock.GetElapsedTime(since) < atMost);
    }
}
