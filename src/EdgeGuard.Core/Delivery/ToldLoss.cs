namespace EdgeGuard.Core.Delivery;

/// <summary>Lines that are missing, as an anchor in the chain says itself.</summary>
/// <param name="Line">Number of that anchor.</param>
public sealed record ToldLoss(SeqRange Lost, string Cause, long Line);
