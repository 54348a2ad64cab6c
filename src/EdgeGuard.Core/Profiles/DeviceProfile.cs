using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// Everything the gateway knows of a Modbus device model: one file of <c>hardware/profiles/</c>, schema
/// <c>hardware/schema/profile.schema.json</c>, read with <see cref="ProfileJson"/>. Immutable; what it says is checked by
/// <see cref="ProfileChecks"/>, and the members below rely on a profile that has no finding.
/// </summary>
public sealed record DeviceProfile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Name of the file without <c>.json</c>: <c>[a-z0-9][a-z0-9-]{0,63}</c>.</summary>
    public required string Name { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required Words Label { get; init; }

    public required Provenance Provenance { get; init; }

    public required Addressing Addressing { get; init; }

    public ProfileDefaults Defaults { get => field ?? new(); init; }

    /// <summary>Table of the points that name none.</summary>
    public RegisterTable Table { get; init; }

    /// <summary>Order of the points that name none.</summary>
    public RegisterOrder Order { get; init; }

    /// <summary>By type: bit patterns that mean "no value", for the points that name none.</summary>
    public IReadOnlyDictionary<RegisterType, IReadOnlyList<RawPattern>> Invalid
    {
        get => field ?? System.Collections.Frozen.FrozenDictionary<RegisterType, IReadOnlyList<RawPattern>>.Empty;
        init;
    }

    public ReadLimits Limits { get => field ?? new(); init; }

    /// <summary>Ranges that are read whole and alone, with exactly this start and length, when a point lies in them.</summary>
    public IReadOnlyList<RegisterRange> Blocks { get => field ?? []; init; }

    /// <summary>Ranges no request may touch.</summary>
    public IReadOnlyList<RegisterRange> Holes { get => field ?? []; init; }

    /// <summary>Ranges that must never be written, whatever permission there is: commands, calibration, addresses.</summary>
    public IReadOnlyList<RegisterRange> NeverWrite { get => field ?? []; init; }

    public ProfileIdentity? Identity { get; init; }

    /// <summary>Versions of the map; empty when there is but one.</summary>
    public IReadOnlyList<ProfileVariant> Variants { get => field ?? []; init; }

    /// <summary>The version taken when neither the configuration nor a register tells. Needed where there are versions.</summary>
    public string? DefaultVariant { get; init; }

    public IReadOnlyList<RegisterPoint> Points { get => field ?? []; init; }

    public IReadOnlyList<ProfileModule> Modules { get => field ?? []; init; }

    public IReadOnlyList<DeviceText> Texts { get => field ?? []; init; }

    public IReadOnlyList<ProfileExample> Examples { get => field ?? []; init; }

    /// <summary>
    /// Every point of a version, repeated modules written out, in the order that <see cref="PlanBlock"/> and the decoder count in.
    /// </summary>
    /// <param name="variant">Null: <see cref="DefaultVariant"/>.</param>
    /// <exception cref="ArgumentException">There is no such version, or a signal is not in the dictionary.</exception>
    public IReadOnlyList<ProfilePoint> PointsOf(SignalDictionary signals, string? variant = null) =>
        [.. PlacedPoint.AllOf(this, variant).Select(placed => ProfilePoint.Of(placed, signals))];

    /// <summary>The version of that name; null stands for the default one, and is what a profile without versions has.</summary>
    /// <exception cref="ArgumentException">There is no such version.</exception>
    public ProfileVariant? FindVariant(string? variant)
    {
        if ((variant ?? DefaultVariant) is not { } name)
            return null;
        return Variants.FirstOrDefault(known => known.Name == name)
            ?? throw new ArgumentException($"Profile {Name} has no variant \"{name}\"; it has: {string.Join(", ", Variants.Select(known => known.Name))}.", nameof(variant));
    }
}
