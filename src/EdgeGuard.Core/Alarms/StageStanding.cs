using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>How a stage of an alarm stands, to explain it to people.</summary>
/// <param name="On">Its delay has passed: it is in alarm.</param>
/// <param name="Held">How long, in good time, its raise condition has held, or while on its clear condition; null: it does not hold.</param>
/// <param name="Since">When its raise condition first held; null: it does not hold.</param>
public sealed record StageStanding(Stage Stage, bool On, TimeSpan? Held, MonotonicTime? Since);
