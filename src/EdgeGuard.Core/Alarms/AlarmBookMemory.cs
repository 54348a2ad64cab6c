using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>What a snapshot keeps of all alarms together.</summary>
/// <param name="At">When it was made.</param>
/// <param name="StartedAt">Ticks of the run at which it began to judge; null before.</param>
public sealed record AlarmBookMemory(MonotonicTime At, long? StartedAt, IReadOnlyList<FirstOutMemory> FirstOut, MetricsMemory Metrics);
