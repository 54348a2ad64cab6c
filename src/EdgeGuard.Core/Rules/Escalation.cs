namespace EdgeGuard.Core.Rules;

/// <summary>An alarm that nobody acknowledged in time rises.</summary>
/// <param name="After">Since it began, or since it last asked for an acknowledgement.</param>
/// <param name="Level">The level it rises to; it never falls by this.</param>
public sealed record Escalation(TimeSpan After, int Level);
