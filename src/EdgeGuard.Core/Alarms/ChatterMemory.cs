namespace EdgeGuard.Core.Alarms;

/// <summary>What a snapshot keeps of a <see cref="ChatterDamper"/>; moments as in <see cref="AlarmTimers"/>.</summary>
public sealed record ChatterMemory(IReadOnlyList<long> Rises, IReadOnlyList<long> Announced, long Last, int Count, bool Damping);
