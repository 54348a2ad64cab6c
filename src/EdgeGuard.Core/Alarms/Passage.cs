namespace EdgeGuard.Core.Alarms;

/// <summary>Whether an alarm whose condition is proven may begin, and how.</summary>
/// <param name="Waits">Not yet: it may be the consequence of something that is not proven yet itself.</param>
/// <param name="Suppressed">It begins as a known consequence.</param>
internal readonly record struct Passage(bool Waits, Suppressed? Suppressed, FirstOutRank? FirstOut)
{
    public static readonly Passage Open;
    public static readonly Passage Wait = new(true, null, null);
}
