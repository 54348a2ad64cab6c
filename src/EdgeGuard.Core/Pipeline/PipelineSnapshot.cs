using System.Text.Json.Serialization;
using EdgeGuard.Core.Alarms;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What lets timers go on after a restart; the states themselves are kept exactly, transition by transition.</summary>
public sealed record PipelineSnapshot(IReadOnlyList<AlarmTimers> Alarms)
{
    /// <summary>Null in a snapshot of an earlier version.</summary>
    public AlarmBookMemory? Book { get; init; }

    public IReadOnlyList<DeviceTimers>? Devices { get; init; }

    /// <summary>The values believed last, of points whose changes are checked.</summary>
    public IReadOnlyList<GateMemory>? Gates { get; init; }

    /// <summary>Milliseconds on the clock of what is computed.</summary>
    public long Clock { get; init; }

    /// <summary>What windows, timers and learned values hold (<see cref="TermStates"/>), kept beside the JSON; null in a snapshot of an earlier version.</summary>
    [JsonIgnore]
    public byte[]? Terms { get; init; }
}

/// <summary>How far the watches of a device's silence and of its bad data are.</summary>
public sealed record DeviceTimers(string Device, FaultMemory Silence, FaultMemory BadData);

/// <param name="FirstBad">Ticks since the start of the run that made the snapshot, as is <paramref name="FirstGood"/>.</param>
public sealed record FaultMemory(int Bad, int Good, long FirstBad, long FirstGood, bool? Faulty, string? Detail)
{
    public bool Answered { get; init; }

    public bool Inherited { get; init; }

    /// <summary>Likewise; null where it was not lost, or nobody knows when.</summary>
    public long? LostAt { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PipelineSnapshot))]
public sealed partial class SnapshotJson : JsonSerializerContext;
