using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace EdgeGuard.Core.Points;

/// <summary>The unit names that data files and configuration may use, and what each is in the canonical units.</summary>
public static class Units
{
    private static readonly (string Name, UnitConversion Conversion)[] Table =
    [
        ("none", new(Unit.None, 0, 1, 1)),
        ("degC", new(Unit.DegreeCelsius, 0, 1, 1)),
        ("degF", new(Unit.DegreeCelsius, -32, 5, 9)),
        ("K", new(Unit.DegreeCelsius, -273.15, 1, 1)),
        ("%RH", new(Unit.PercentRelativeHumidity, 0, 1, 1)),
        ("V", new(Unit.Volt, 0, 1, 1)),
        ("mV", new(Unit.Volt, 0, 1, 1_000)),
        ("kV", new(Unit.Volt, 0, 1_000, 1)),
        ("A", new(Unit.Ampere, 0, 1, 1)),
        ("mA", new(Unit.Ampere, 0, 1, 1_000)),
        ("W", new(Unit.Watt, 0, 1, 1)),
        ("kW", new(Unit.Watt, 0, 1_000, 1)),
        ("VA", new(Unit.VoltAmpere, 0, 1, 1)),
        ("kVA", new(Unit.VoltAmpere, 0, 1_000, 1)),
        ("Wh", new(Unit.WattHour, 0, 1, 1)),
        ("kWh", new(Unit.WattHour, 0, 1_000, 1)),
        ("MWh", new(Unit.WattHour, 0, 1_000_000, 1)),
        ("Ah", new(Unit.AmpereHour, 0, 1, 1)),
        ("Pa", new(Unit.Pascal, 0, 1, 1)),
        ("hPa", new(Unit.Pascal, 0, 100, 1)),
        ("kPa", new(Unit.Pascal, 0, 1_000, 1)),
        ("%", new(Unit.Percent, 0, 1, 1)),
        ("s", new(Unit.Second, 0, 1, 1)),
        ("ms", new(Unit.Second, 0, 1, 1_000)),
        ("min", new(Unit.Second, 0, 60, 1)),
        ("h", new(Unit.Second, 0, 3_600, 1)),
        ("Hz", new(Unit.Hertz, 0, 1, 1)),
    ];

    private static readonly FrozenDictionary<string, UnitConversion> ByName =
        Table.ToFrozenDictionary(row => row.Name, row => row.Conversion, StringComparer.Ordinal);

    /// <summary>Every name, in the order of the table; the canonical one of a quantity stands before its neighbours.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    public static bool TryFind(string name, out UnitConversion conversion) => ByName.TryGetValue(name, out conversion);

    /// <summary>The name of a canonical unit: <c>degC</c>, <c>%RH</c>, <c>none</c> …</summary>
    public static string NameOf(Unit unit) => Table.First(row => row.Conversion.Canonical == unit && row.Conversion.IsIdentity).Name;

    /// <summary>The canonical unit of that very name; false for <c>kW</c>, whose quantity's canonical name is <c>W</c>.</summary>
    public static bool TryFindCanonical(string name, [NotNullWhen(true)] out Unit? unit)
    {
        unit = TryFind(name, out var conversion) && conversion.IsIdentity ? conversion.Canonical : null;
        return unit is not null;
    }
}
