using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>One point by itself.</summary>
internal static class PointChecks
{
    private const int MaxName = 64;

    public static void Check(PlacedPoint placed, SignalDictionary signals, Findings findings)
    {
        CheckName(placed, findings);
        findings.Require(placed.Address >= 0 && placed.End <= 65536, $"{placed.Path}.address", $"The point lies at {placed.Address} on the wire, where 0-65535 is possible; is the profile's \"addressing\" right?");
        CheckBits(placed, findings);
        CheckQuantity(placed, findings);
        CheckEnumeration(placed, findings);
        if (placed.Point.Invalid is { } own)
            CheckPatterns(own, placed.Type, $"{placed.Path}.invalid", findings);
        if (findings.Require(signals.TryFind(placed.Point.Signal, out var signal), $"{placed.Path}.signal", $"There is no signal \"{placed.Point.Signal}\" in signals.json{Nearest(placed.Point.Signal, signals)}."))
            CheckSignal(placed, signal!, findings);
    }

    public static void CheckPatterns(IReadOnlyList<RawPattern> patterns, RegisterType type, string path, Findings findings)
    {
        for (int i = 0; i < patterns.Count; i++)
            findings.Require(patterns[i].Fits(type), $"{path}[{i}]", $"{patterns[i]} is no bit pattern of {type.ToString().ToLowerInvariant()}, which has {16 * type.Registers()} bits.");
    }

    private static void CheckName(PlacedPoint placed, Findings findings)
    {
        bool numbered = placed.Point.Name.Contains("{n}", StringComparison.Ordinal);
        if (placed.Number is null)
            findings.Require(!numbered, $"{placed.Path}.name", "\"{n}\" stands for a module's number; this point is in no module.");
        else
            findings.Require(numbered, $"{placed.Path}.name", "A point of a module has \"{n}\" in its name, for the module's number.");
        string plain = placed.Point.Name.Replace("{n}", "0", StringComparison.Ordinal);
        bool right = plain.Length is > 0 and <= MaxName && char.IsAsciiLetter(plain[0]) && plain.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        findings.Require(!OwnPoints.IsReserved(placed.Name), $"{placed.Path}.name", $"\"{placed.Name}\" is used by the gateway itself; choose another name.");
        findings.Require(right, $"{placed.Path}.name", $"A point's name is a letter and up to {MaxName - 1} letters, digits, hyphens and underscores.");
    }

    private static void CheckBits(PlacedPoint placed, Findings findings)
    {
        var point = placed.Point;
        bool bitTable = placed.Table.IsBits();
        findings.Require(!bitTable || placed.Type == RegisterType.Bool, $"{placed.Path}.type", "A coil or discrete input is a bool; leave the type out.");
        if (point.Bit is { } bit)
        {
            findings.Require(!bitTable, $"{placed.Path}.bit", "A coil or discrete input is one bit already; leave \"bit\" out.");
            findings.Require(bit is >= 0 and <= 15, $"{placed.Path}.bit", "A register has the bits 0 (least significant) to 15; a higher bit is in the next register.");
            findings.Require(bitTable || placed.Type == RegisterType.U16, $"{placed.Path}.type", "A bit is taken from one register, u16; leave the type out.");
            findings.Require(point.Bits is null || (point.Bits >= 1 && bit + point.Bits <= 16), $"{placed.Path}.bits", $"From bit {bit} on a register has {16 - bit} bits.");
        }
        else
        {
            findings.Require(point.Bits is null, $"{placed.Path}.bits", "\"bits\" needs the \"bit\" it begins at.");
        }

        bool single = IsSingle(placed);
        findings.Require(single || !point.Invert, $"{placed.Path}.invert", "Only a single bit can be inverted.");
        findings.Require(single || point.Clear is null, $"{placed.Path}.clear", "Only an alarm bit is cleared; this point is a number.");
    }

    private static void CheckQuantity(PlacedPoint placed, Findings findings)
    {
        var point = placed.Point;
        bool plain = point.Scale.IsOne && point.Offset == 0 && !point.Negate && !point.Magnitude && point.Range is null;
        findings.Require(plain || !IsSingle(placed), placed.Path, "A single bit has no scale, offset, sign or range.");
        findings.Require(!(point.Negate && point.Magnitude), $"{placed.Path}.negate", "A magnitude has no sign to turn; choose \"negate\" or \"magnitude\".");
        findings.Require(point.Range is null || !(point.Range.Min > point.Range.Max), $"{placed.Path}.range", "The range's min is greater than its max.");
        findings.Require(point.Range is null or not { Min: null, Max: null }, $"{placed.Path}.range", "A range has a min, a max or both.");
        findings.Require(point.Poll is null || point.Poll > TimeSpan.Zero, $"{placed.Path}.poll", "A poll interval is longer than 0.");
    }

    private static void CheckEnumeration(PlacedPoint placed, Findings findings)
    {
        var point = placed.Point;
        bool enumeration = point.Map is not null || point.States is not null;
        findings.Require(point.Map is null or { Count: > 0 }, $"{placed.Path}.map", "A map has at least one number.");
        findings.Require(!enumeration || !placed.Type.IsFloat() || point.WholeNumber, $"{placed.Path}.type", "An enumeration on a float must say \"wholeNumber\": true; else write an integer type.");
        findings.Require(!point.WholeNumber || (enumeration && placed.Type.IsFloat()), $"{placed.Path}.wholeNumber", "\"wholeNumber\" is for an enumeration that comes as a float.");
        findings.Require(!enumeration || (point.Scale.IsOne && point.Offset == 0 && !point.Negate && !point.Magnitude), placed.Path, "An enumeration has no scale, offset or sign.");
    }

    private static void CheckSignal(PlacedPoint placed, SignalInfo signal, Findings findings)
    {
        var point = placed.Point;
        if (point.Unit is not null && findings.Require(Units.TryFind(point.Unit, out var conversion), $"{placed.Path}.unit", $"There is no unit \"{point.Unit}\"; there are: {string.Join(", ", Units.Names)}."))
            findings.Require(Units.NameOf(conversion.Canonical) == signal.Unit, $"{placed.Path}.unit", $"\"{point.Unit}\" is no unit of {point.Signal}, which is in {signal.Unit}.");
        var states = point.States ?? signal.States;
        foreach (var (raw, value) in point.Map ?? new Dictionary<int, int>())
            findings.Require(states.Count == 0 || states.ContainsKey(value), $"{placed.Path}.map.{raw}", $"{value} is no state of {point.Signal}; its states are {string.Join(", ", states.Keys.Order())}.");
        findings.Require(signal.Kind != SignalKind.State || point.Map is not null, placed.Path, $"{point.Signal} has one meaning for every device, so its point needs a \"map\" from the device's numbers.");
        findings.Require(signal.Kind != SignalKind.Contact || IsSingle(placed) || point.Map is not null, placed.Path, $"{point.Signal} is a contact, 0 or 1: the point must be a bit, a bool, or have a \"map\".");
    }

    private static bool IsSingle(PlacedPoint placed) =>
        placed.Type == RegisterType.Bool || (placed.Point.Bit is not null && placed.Point.Bits is null or 1);

    private static string Nearest(string name, SignalDictionary signals)
    {
        string group = name.Split('.')[0] + ".";
        string known = string.Join(", ", signals.Names.Where(signal => signal.StartsWith(group, StringComparison.Ordinal)));
        return known.Length == 0 ? "" : $"; of {group} there are: {known}";
    }
}
