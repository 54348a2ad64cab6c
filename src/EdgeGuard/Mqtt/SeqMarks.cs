using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Which numbers of each stream were taken for sending: all up to a mark, and single ones beyond it.</summary>
internal sealed class SeqMarks
{
    private readonly Dictionary<string, (long Upto, SortedSet<long> Beyond)> _streams = new(StringComparer.Ordinal);

    public bool Has(OutboxMessage message) =>
        _streams.TryGetValue(message.Content.Stream, out (long Upto, SortedSet<long> Beyond) mark)
        && (message.Seq <= mark.Upto || mark.Beyond.Contains(message.Seq));

    /// <summary>True when nothing older of its stream can be missing.</summary>
    public bool IsNext(OutboxMessage message) =>
        _streams.TryGetValue(message.Content.Stream, out (long Upto, SortedSet<long> Beyond) mark) && message.Seq == mark.Upto + 1;

    /// <param name="inOrder">True: nothing older is still to come. False: older ones may.</param>
    public void Take(OutboxMessage message, bool inOrder)
    {
        string stream = message.Content.Stream;
        if (!_streams.TryGetValue(stream, out (long Upto, SortedSet<long> Beyond) mark))
        {
            mark = (0, []);
        }

        if (inOrder)
        {
            mark.Upto = Math.Max(mark.Upto, message.Seq);
        }
        else
        {
            mark.Beyond.Add(message.Seq);
        }

        while (mark.Beyond.Count > 0 && mark.Beyond.Min <= mark.Upto + 1)
        {
            mark.Upto = Math.Max(mark.Upto, mark.Beyond.Min);
            mark.Beyond.Remove(mark.Beyond.Min);
        }

        _streams[stream] = mark;
    }
}
