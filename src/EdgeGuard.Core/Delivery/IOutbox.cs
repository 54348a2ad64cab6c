namespace EdgeGuard.Core.Delivery;

/// <summary>
/// Keeps messages from the moment they exist until each consumer has them. Atomic per call, ordered inside a lane. One
/// writer at a time; calls may block on the disk, so they are made from loops of their own and never from a poll.
/// Implementations: LiteDB (<c>Store/</c>) and memory (tests, and the demo without a data folder).
/// </summary>
public interface IOutbox
{
    /// <summary>Keeps the batch in one durable commit and returns its messages under their numbers.</summary>
    /// <exception cref="OutboxFaultException">Nothing was kept, or it is in doubt; the batch may be appended again.</exception>
    IReadOnlyList<OutboxMessage> Append(CommitBatch batch);

    /// <summary>The oldest unsettled messages of a lane for this consumer, in order. An empty answer means that there are none.</summary>
    /// <exception cref="OutboxFaultException">Nobody can tell now: the store is out of order or busy with the disk. To be asked again later.</exception>
    IReadOnlyList<OutboxMessage> Peek(string consumer, Lane lane, int max);

    /// <summary>Marks messages as delivered or rejected for this consumer. Settling twice, or what is unknown, does nothing.</summary>
    /// <exception cref="OutboxFaultException">The marks were not kept; the messages will be sent again.</exception>
    void Settle(string consumer, IReadOnlyList<Settlement> settlements);

    OutboxStats Stats { get; }
}
