namespace EdgeGuard.Core.Alarms;

/// <summary>What a snapshot keeps of the metrics; moments as in <see cref="AlarmTimers"/>, pairs are today and the day before.</summary>
public sealed record MetricsMemory(
    IReadOnlyList<long> Recent,
    bool InFlood,
    IReadOnlyList<double> Flood,
    IReadOnlyList<double> Watched,
    IReadOnlyList<int> Levels,
    IReadOnlyList<int> LevelsBefore);
