using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>A message before the store has given it its number.</summary>
/// <param name="Stream">Name of the number sequence: <c>alarm</c>, <c>event</c> or <c>t</c>.</param>
/// <param name="Topic">The topic's suffix below <c>eg/v1/{site}/{gw}/</c>: <c>alarm</c>, <c>event</c> or <c>t</c>.</param>
/// <param name="At">When what it tells of happened; the envelope's <c>ts</c> is derived from it at the moment of sending, so that a clock set later re-stamps it.</param>
/// <param name="Onset">When the cause began, where that is earlier (an alarm's on-delay); sent as the envelope's <c>onset</c>.</param>
/// <param name="Body">UTF-8 JSON object, the envelope's <c>body</c>; holds no wall time of its own.</param>
public sealed record MessageDraft(
    string Stream,
    Lane Lane,
    string Topic,
    MonotonicTime At,
    MonotonicTime? Onset,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>Key below <c>alarm/active/</c> whose retained message this one replaces; null for messages that keep none.</summary>
    public string? ActiveKey { get; init; }

    /// <summary>
    /// For people: one sentence in which <see cref="AlarmText.TimeMark"/> and <see cref="AlarmText.LastedMark"/> stand for local time and
    /// duration, which are put in at the moment of sending like every wall time. Null: there is none.
    /// </summary>
    public Words? Text { get; init; }

    /// <summary>When what has ended began; null for everything else.</summary>
    public MonotonicTime? Began { get; init; }

    /// <summary>True when the alarm is normal again: the retained message is cleared.</summary>
    public bool Ended { get; init; }
}
