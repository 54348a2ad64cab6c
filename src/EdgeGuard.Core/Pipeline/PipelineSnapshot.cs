using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What lets timers go on after a restart; the states themselves are kept exactly, transition by transition.</summary>
public sealed record PipelineSnapshot(IReadOnlyList<AlarmTimers> Alarms);

/// <param name="Key">The alarm's key.</param>
/// <param name="Stages">In the rule's order.</param>
public sealed record AlarmTimers(string Key, IReadOnlyList<StageTimer> Stages);

/// <summary>How long the conditions of a stage have held.</summary>
public sealed record StageTimer(TimeSpan Raise, int RaiseReadings, TimeSpan Clear, int ClearReadings, uint OnsetBoot, TimeSpan Onset);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PipelineSnapshot))]
public sealed partial class SnapshotJson : JsonSerializerContext;
