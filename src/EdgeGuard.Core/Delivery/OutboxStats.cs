namespace EdgeGuard.Core.Delivery;

/// <param name="PendingAlarms">Messages of the alarm lane that no consumer has settled.</param>
/// <param name="PendingTelemetry">The same of the telemetry lane.</param>
/// <param name="DroppedTelemetry">Telemetry messages dropped unsent, oldest first, because the budget was full; since the store was made.</param>
/// <param name="DeadLetters">Messages that were rejected for good; since the store was made.</param>
/// <param name="Bytes">Size of the store's files.</param>
/// <param name="Fault">Why nothing can be kept at present; null when all is well.</param>
public sealed record OutboxStats(
    long PendingAlarms,
    long PendingTelemetry,
    long DroppedTelemetry,
    long DeadLetters,
    long Bytes,
    string? Fault);
