namespace EdgeGuard.Core.Profiles;

/// <summary>A point with everything it takes from its profile filled in, at its address on the wire.</summary>
/// <param name="Path">Where the profile states it, as a JSON path.</param>
/// <param name="Number">Number of the repeated module; null outside of one.</param>
internal sealed record PlacedPoint(RegisterPoint Point, string Path, string Name, int? Number, RegisterTable Table, int Address, RegisterType Type)
{
    /// <summary>Registers, or bits in a table of bits.</summary>
    public int Length => Table.IsBits() ? 1 : Type.Registers();

    public int End => Address + Length;

    public required RegisterOrder Order { get; init; }

    public required IReadOnlyList<RawPattern> Invalid { get; init; }

    /// <summary>The points all versions share, the version's own, then the modules of both.</summary>
    public static IReadOnlyList<PlacedPoint> AllOf(DeviceProfile profile, string? variantName)
    {
        var variant = profile.FindVariant(variantName);
        int index = variant is null ? -1 : profile.Variants.ToList().IndexOf(variant);
        var all = new List<PlacedPoint>();
        Add(all, profile, profile.Points, "$.points");
        Add(all, profile, variant?.Points ?? [], $"$.variants[{index}].points");
        Add(all, profile, profile.Modules, "$.modules");
        Add(all, profile, variant?.Modules ?? [], $"$.variants[{index}].modules");
        return all;
    }

    private static void Add(List<PlacedPoint> all, DeviceProfile profile, IReadOnlyList<RegisterPoint> points, string path)
    {
        for (int i = 0; i < points.Count; i++)
            all.Add(Place(profile, points[i], $"{path}[{i}]", null, 0));
    }

    private static void Add(List<PlacedPoint> all, DeviceProfile profile, IReadOnlyList<ProfileModule> modules, string path)
    {
        for (int m = 0; m < modules.Count; m++)
        {
            for (int n = 0; n < modules[m].Count; n++)
            {
                for (int i = 0; i < modules[m].Points.Count; i++)
                    all.Add(Place(profile, modules[m].Points[i], $"{path}[{m}].points[{i}]", modules[m].First + n, n * modules[m].Stride));
            }
        }
    }

    private static PlacedPoint Place(DeviceProfile profile, RegisterPoint point, string path, int? number, int shift)
    {
        var table = point.Table ?? profile.Table;
        var type = point.Type ?? (table.IsBits() ? RegisterType.Bool : RegisterType.U16);
        string name = number is null ? point.Name : point.Name.Replace("{n}", $"{number}", StringComparison.Ordinal);
        return new(point, path, name, number, table, profile.Addressing.ToWire(table, point.Address) + shift, type)
        {
            Order = point.Order ?? profile.Order,
            Invalid = point.Invalid ?? (profile.Invalid.TryGetValue(type, out var patterns) ? patterns : []),
        };
    }
}
