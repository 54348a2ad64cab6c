using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Messages that were sent once and go out again under their own numbers, each once more, in order.</summary>
/// <param name="done">Told when the last of them was read from the outbox; null: nobody asked. Must not block.</param>
internal sealed class Redelivery(string stream, SeqRange range, Action<Redelivery>? done)
{
    private long _last = range.First - 1;

    public string Stream { get; } = stream;

    public SeqRange Range { get; } = range;

    /// <summary>The first of the asked numbers that is still there; null: none yet.</summary>
    public long? First { get; private set; }

    public long? Last => Count > 0 ? _last : null;

    public long Count { get; private set; }

    /// <summary>The outbox has them as unsettled again.</summary>
    public bool Ready { get; set; }

    /// <summary>The outbox was asked after it was ready: what is not in the answer is not there.</summary>
    public bool Asked { get; set; }

    /// <summary>Takes a message when it is one of these, and was not taken before.</summary>
    public bool Take(OutboxMessage message)
    {
        if (message.Content.Stream != Stream || message.Seq <= _last || message.Seq > Range.Last)
        {
            return false;
        }

        First ??= message.Seq;
        _last = message.Seq;
        Count++;
        return true;
    }

    public void Done() => done?.Invoke(this);
}
