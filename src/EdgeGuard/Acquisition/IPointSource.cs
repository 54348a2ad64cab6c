namespace EdgeGuard.Gateway.Acquisition;

/// <summary>One device. A failed read is told inside the batch, never by an exception.</summary>
internal interface IPointSource
{
    /// <summary>
    /// Polls the device once and adds what was learnt to <paramref name="batch"/>, which the caller has begun. A source is
    /// called by one caller at a time.
    /// </summary>
    /// <exception cref="OperationCanceledException">Only for <paramref name="cancellationToken"/>; nothing else is thrown.</exception>
    ValueTask ReadAsync(PollBatch batch, CancellationToken cancellationToken);
}
