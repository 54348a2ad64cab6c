namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Holds READY back until every bus has tried all of its devices once, so that "started" means that somebody looked; but not longer
/// than a time, because a bus of dead devices takes long to find out.
/// </summary>
/// <param name="buses">How many buses will report.</param>
internal sealed class FirstPolls(int buses)
{
    /// <summary>[our default]</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _allTried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = buses;

    /// <summary>A bus says this once, after its first round, whatever came of it.</summary>
    public void RoundTried()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _allTried.TrySetResult();
        }
    }

    /// <returns>False when the time was over first.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _missing) <= 0)
        {
            return true;
        }

        var timeout = Task.Delay(atMost, clock, cancellationToken);
        if (await Task.WhenAny(_allTried.Task, timeout).ConfigureAwait(false) == timeout)
        {
            await timeout.ConfigureAwait(false);
            return false;
        }

        return true;
    }
}
