using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// Opens a source at its first poll, and again at every poll until it can be opened: a chip that is not there at the start is
/// a device that does not answer, no reason not to start.
/// </summary>
internal sealed class OpeningSource(Func<IPointSource> open) : IPointSource, IAsyncDisposable
{
    private IPointSource? _source;

    /// <summary>Told once, with the source, when it was opened.</summary>
    public Action<IPointSource>? Opened { get; set; }

    public async ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            if (_source is null)
            {
                _source = open();
                Opened?.Invoke(_source);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            batch.Fail(QualityReason.CommFailure, e.Message);
            return;
        }

        await _source.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is IAsyncDisposable async)
            await async.DisposeAsync().ConfigureAwait(false);
        else if (_source is IDisposable disposable)
            disposable.Dispose();
    }
}
