namespace EdgeGuard.Core.Delivery;

/// <summary>
/// A message under its number. (gateway, <paramref name="Epoch"/>, stream, <paramref name="Seq"/>) names it for ever: it is
/// sent again under the same key until it is settled, and a receiver drops what it has seen.
/// </summary>
/// <param name="Epoch">Random id made with the store.</param>
/// <param name="Seq">1, 2, 3 … in its stream, without a gap.</param>
/// <param name="Durable">False when the store could not keep it: it goes out live, once, from memory.</param>
public sealed record OutboxMessage(string Epoch, long Seq, MessageDraft Content, bool Durable = true);
