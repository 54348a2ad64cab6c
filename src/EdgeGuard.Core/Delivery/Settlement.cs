namespace EdgeGuard.Core.Delivery;

/// <summary>What became of messages that were sent.</summary>
/// <param name="Rejection">Null: the receiver took them. Otherwise why it never will; they go to the counted dead-letter list.</param>
public sealed record Settlement(string Stream, SeqRange Range, string? Rejection = null)
{
    /// <summary>
    /// The receiver asks for them again: those that are still there count as never settled, and are sent under their own numbers.
    /// </summary>
    public bool Again { get; init; }
}
