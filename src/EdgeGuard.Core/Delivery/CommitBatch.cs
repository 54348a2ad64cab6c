namespace EdgeGuard.Core.Delivery;

/// <summary>What one durable commit holds: all of it is kept, or none.</summary>
public sealed record CommitBatch(
    IReadOnlyList<StateChange> States,
    IReadOnlyList<MessageDraft> Messages,
    IReadOnlyList<JournalLine> Journal)
{
    /// <summary>Occurrences that ended with this; the newest thousand are found again by their serial.</summary>
    public IReadOnlyList<AlarmOccurrence> Ended { get; init; } = [];

    public static readonly CommitBatch Empty = new([], [], []);
}
