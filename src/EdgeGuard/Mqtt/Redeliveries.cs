using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>The replays of one lane that are going on. Used by the dispatcher's thread alone.</summary>
internal sealed class Redeliveries
{
    private readonly List<Redelivery> _open = [];

    /// <summary>Some of them can be read now.</summary>
    public bool AreReady => _open.Exists(static redelivery => redelivery.Ready);

    public void Add(Redelivery redelivery) => _open.Add(redelivery);

    public void ReadStarts()
    {
        foreach (Redelivery redelivery in _open)
        {
            redelivery.Asked |= redelivery.Ready;
        }
    }

    /// <summary>True when the message goes out again for one of them.</summary>
    public bool Take(OutboxMessage message)
    {
        bool taken = false;
        foreach (Redelivery redelivery in _open)
        {
            taken |= redelivery.Take(message);
        }

        return taken;
    }

    /// <param name="read">What the outbox answered, oldest first.</param>
    /// <param name="all">There was nothing more.</param>
    public void ReadEnds(IReadOnlyList<OutboxMessage> read, bool all)
    {
        foreach (Redelivery redelivery in _open.FindAll(redelivery => redelivery.Asked && (all || IsPast(redelivery, read))))
        {
            _open.Remove(redelivery);
            redelivery.Done();
        }
    }

    private static bool IsPast(Redelivery redelivery, IReadOnlyList<OutboxMessage> read)
    {
        for (int i = read.Count - 1; i >= 0; i--)
        {
            if (read[i].Content.Stream == redelivery.Stream)
            {
                return read[i].Seq >= redelivery.Range.Last;
            }
        }

        return false;
    }
}
