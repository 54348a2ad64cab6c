namespace EdgeGuard.Core.Profiles;

/// <summary>What must hold before a map is trusted: everything listed.</summary>
public sealed record ProfileIdentity
{
    /// <summary>Objects of Read Device Identification (function 43/14).</summary>
    public IReadOnlyList<IdentityObject> Objects { get => field ?? []; init; }

    public IReadOnlyList<RegisterProbe> Registers { get => field ?? []; init; }
}
