using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Something that happened to an alarm, or that somebody did.</summary>
/// <param name="At">Local time of the room.</param>
/// <param name="Kind"><c>alarm</c>, <c>action</c>, <c>clear</c> or <c>gateway</c>.</param>
/// <param name="What">The transition's flag (<c>BEGIN</c>, <c>ACK</c> …), <c>ONSET</c>, or the kind of the journal line.</param>
/// <param name="By">Who; null where it was nobody.</param>
/// <param name="Text">The rest of the journal line, in the gateway's language.</param>
internal sealed record TraceEvent(DateTimeOffset At, ClockSync Clock, string Kind, string What, string? By, string Text)
{
    public const string Alarm = "alarm";
    public const string Action = "action";
    public const string Clear = "clear";
    public const string Gateway = "gateway";
}
