using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Which numbers of each stream were taken for sending.</summary>
internal sealed class SeqMarks
{
    private readonly Dictionary<string, SeqSet> _streams = new(StringComparer.Ordinal);

    public bool Has(OutboxMessage message) => Has(message, message.Seq);

    /// <summary>True when it follows what was taken.</summary>
    public bool IsNext(OutboxMessage message) => Has(message, message.Seq - 1);

    /// <param name="inOrder">True: nothing older is still to come. False: older ones may.</param>
    public void Take(OutboxMessage message, bool inOrder)
    {
        string stream = message.Content.Stream;
        if (!_streams.TryGetValue(stream, out SeqSet? taken))
        {
            _streams.Add(stream, taken = new SeqSet());
        }

        taken.Add(new(inOrder ? 1 : message.Seq, message.Seq));
    }

    private bool Has(OutboxMessage message, long seq) =>
        _streams.TryGetValue(message.Content.Stream, out SeqSet? taken) && taken.Contains(seq);
}
