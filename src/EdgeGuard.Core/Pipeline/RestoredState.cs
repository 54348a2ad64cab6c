using EdgeGuard.Core.Points;

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
    /// <summary>What the run of the snapshot read after it; null where nothing is known of it.</summary>
    public StoredPast? Past { get; init; }
}

/// <summary>What a run read between its last snapshot and its end.</summary>
/// <param name="Made">When the snapshot was made.</param>
/// <param name="Until">Up to when is known what was read.</param>
/// <param name="Polls">In the order of time; the readings of one are valid until the next is asked for.</param>
public sealed record StoredPast(MonotonicTime Made, MonotonicTime Until, IEnumerable<PollInput> Polls);
