namespace EdgeGuard.Gateway.Acquisition;

/// <summary>One output of an operation. Used where its bus is read, never beside a reading.</summary>
internal interface IOutput : IAsyncDisposable
{
    /// <summary>What it is at, as the hardware says.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why.</exception>
    ValueTask<int> ReadAsync(CancellationToken cancellationToken);

    /// <exception cref="IOException">It is not known to be written; the message says why.</exception>
    ValueTask WriteAsync(int value, CancellationToken cancellationToken);
}
