namespace EdgeGuard.Core.Pipeline;

/// <summary>What an earlier run left.</summary>
/// <param name="States">Alarm key to its serialized state, as committed.</param>
/// <param name="Snapshot">Null: none, or unreadable.</param>
/// <param name="Down">How long the gateway was away; null when no trustworthy clock tells. Down time is bad quality.</param>
public sealed record RestoredState(
    IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> States,
    PipelineSnapshot? Snapshot,
    TimeSpan? Down)
{
    /// <summary>How old the snapshot is; null when no trustworthy clock tells.</summary>
    public TimeSpan? Age { get; init; } = Down;
}
