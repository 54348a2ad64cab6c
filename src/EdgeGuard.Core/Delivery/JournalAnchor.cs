namespace EdgeGuard.Core.Delivery;

/// <summary>What an anchor line says, with which each segment of the journal begins: what it follows, should that have been cut since.</summary>
/// <param name="Last">Number of the line it follows; 0: none.</param>
/// <param name="Hash">The hash of that line in hexadecimal digits.</param>
/// <param name="Cause">Why lines are missing before it (<c>damage</c>); null in the ordinary case.</param>
/// <param name="Lost">The numbers that are missing for that cause, wherever in the journal.</param>
public sealed record JournalAnchor(long Last, string Hash, string? Cause, IReadOnlyList<SeqRange> Lost)
{
    /// <summary>The kind of a line that is one.</summary>
    public const string Kind = "anchor";
}
