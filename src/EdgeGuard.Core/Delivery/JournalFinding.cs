namespace EdgeGuard.Core.Delivery;

/// <summary>The first line at which a journal does not hold together.</summary>
public readonly record struct JournalFinding(long Number, JournalFault Fault);
