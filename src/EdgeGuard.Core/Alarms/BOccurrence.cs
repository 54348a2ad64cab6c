namespace EdgeGuard.Core.Alarms;

/// <summary>
/// How the B-interface knows an alarm that stands (domain: section 4.1, rule 3). There a change of level is an end and a begin, for
/// high and very high are two signals.
/// </summary>
/// <param name="Serial">Number of its own, the same in its begin and its end; never that of another alarm.</param>
/// <param name="SignalId">Ten digits; null where nobody stated it.</param>
public sealed record BOccurrence(uint Serial, string? SignalId);
