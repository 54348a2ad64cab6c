namespace EdgeGuard.Core.Delivery;

/// <summary>Numbers <paramref name="First"/> to <paramref name="Last"/> of a stream, both included.</summary>
public readonly record struct SeqRange(long First, long Last);
