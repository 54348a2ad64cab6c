using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>Some lines of the journal in the order of their numbers.</summary>
/// <param name="Head">The journal's newest line, at the same moment.</param>
/// <param name="First">Number of the oldest line that is kept.</param>
internal sealed record JournalPage(JournalHead Head, long First, IReadOnlyList<JournalEntry> Entries);
