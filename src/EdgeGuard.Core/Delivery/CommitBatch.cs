namespace EdgeGuard.Core.Delivery;

/// <summary>What one durable commit holds: all of it is kept, or none.</summary>
public sealed record CommitBatch(
    IReadOnlyList<StateChange> States,
    IReadOnlyList<MessageDraft> Messages,
    IReadOnlyList<JournalLine> Journal)
{
    public static readonly CommitBatch Empty = new([], [], []);
}
