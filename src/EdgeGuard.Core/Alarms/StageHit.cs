using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>A stage whose delay has passed, with the reading that proved it.</summary>
/// <param name="Forecast">Seconds; see <see cref="Observation.Forecast"/>.</param>
public readonly record struct StageHit(
    int Stage,
    int Level,
    double? Value,
    double? Limit,
    Quality Quality,
    MonotonicTime At,
    MonotonicTime Onset,
    double? Forecast = null);
