namespace EdgeGuard.Core.Alarms;

/// <summary>What a snapshot keeps of a group; moments as in <see cref="AlarmTimers"/>.</summary>
public sealed record FirstOutMemory(string Group, string Leader, long From, long To, long LastEdge);
