namespace EdgeGuard.Modbus;

/// <summary>
/// A token that fires after a time or with the caller's token. One source is used again and again, since a source, a timer
/// and a linked source for each request would be most of what a request allocates. One user at a time.
/// </summary>
internal sealed class Deadline(TimeProvider time) : IDisposable
{
    private CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, time);
    private CancellationTokenRegistration _caller;

    public CancellationToken Start(TimeSpan after, CancellationToken caller)
    {
        if (!_source.TryReset())
        {
            _source.Dispose();
            _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }

        _source.CancelAfter(after);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        return _source.Token;
    }

    public void Stop()
    {
        _caller.Dispose();
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
