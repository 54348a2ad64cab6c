using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>One line of the gateway's journal: what happened, in the order it happened.</summary>
/// <param name="Kind">alarm, refused, maintenance, config, clock, link, rejected, store, start, stop …; <c>anchor</c> is the store's own.</param>
/// <param name="Subject">The alarm key, device, topic or file it is about.</param>
/// <param name="Text">For people, in the gateway's language; who did it stands at the end, after <see cref="ByMark"/>.</param>
public sealed record JournalLine(MonotonicTime At, string Kind, string Subject, string Text)
{
    public const string ByMark = " · ";
}
