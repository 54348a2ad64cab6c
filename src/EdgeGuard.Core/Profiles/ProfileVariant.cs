using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>One version of a device's map: what it has beyond the points that all versions share.</summary>
public sealed record ProfileVariant
{
    public required string Name { get; init; }

    public Words? Label { get; init; }

    /// <summary>The register that tells this version. Null: it is told by the configuration only.</summary>
    public RegisterProbe? When { get; init; }

    public IReadOnlyList<RegisterPoint> Points { get => field ?? []; init; }

    public IReadOnlyList<ProfileModule> Modules { get => field ?? []; init; }
}
