using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>One point by itself.</summary>
internal static class PointChecks
{
    private const int MaxName = 64;

    public static void Check(PlacedPoint placed, SignalDictionary signals, Findings findings)
    {
        CheckName(placed, findings);
        findings.Require(
            placed.Address >= 0 && placed.End <= 65536, $"{placed.Path}.address",
            $"此测点在线路上是 {placed.Address}，只可能是 0-65535；addressing 写对了吗？",
            $"The point lies at {placed.Address} on the wire, where 0-65535 is possible; is the profile's \"addressing\" right?");
        CheckBits(placed, findings);
        CheckQuantity(placed, findings);
        CheckEnumeration(placed, findings);
        if (placed.Point.Invalid is { } own)
            CheckPatterns(own, placed.Type, $"{placed.Path}.invalid", findings);
        PointSignalChecks.Check(placed, signals, findings);
    }

    public static void CheckPatterns(IReadOnlyList<RawPattern> patterns, RegisterType type, string path, Findings findings)
    {
        string name = type.ToString().ToLowerInvariant();
        for (int i = 0; i < patterns.Count; i++)
        {
            findings.Require(
                patterns[i].Fits(type), $"{path}[{i}]",
                $"{patterns[i]} 不是 {name} 的位模式；该类型有 {16 * type.Registers()} 位",
                $"{patterns[i]} is no bit pattern of {name}, which has {16 * type.Registers()} bits.");
        }
    }

    /// <summary>0 or 1: a coil, a discrete input, a bool or one bit of a register.</summary>
    public static bool IsSingle(PlacedPoint placed) =>
        placed.Type == RegisterType.Bool || (placed.Point.Bit is not null && placed.Point.Bits is null or 1);

    private static void CheckName(PlacedPoint placed, Findings findings)
    {
        bool numbered = placed.Point.Name.Contains("{n}", StringComparison.Ordinal);
        string path = $"{placed.Path}.name";
        if (placed.Number is null)
            findings.Require(!numbered, path, "“{n}”代表模块号；此测点不在模块内", "\"{n}\" stands for a module's number; this point is in no module.");
        else
            findings.Require(numbered, path, "模块内的测点名要含“{n}”，代表模块号", "A point of a module has \"{n}\" in its name, for the module's number.");
        string plain = placed.Point.Name.Replace("{n}", "0", StringComparison.Ordinal);
        bool right = plain.Length is > 0 and <= MaxName && char.IsAsciiLetter(plain[0]) && plain.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        findings.Require(
            !OwnPoints.IsReserved(placed.Name), path,
            $"“{placed.Name}”由网关自己使用；请换一个名称", $"\"{placed.Name}\" is used by the gateway itself; choose another name.");
        findings.Require(
            right, path,
            $"测点名以字母开头，其后最多 {MaxName - 1} 个字母、数字、连字符或下划线",
            $"A point's name is a letter and up to {MaxName - 1} letters, digits, hyphens and underscores.");
    }

    private static void CheckBits(PlacedPoint placed, Findings findings)
    {
        var point = placed.Point;
        bool bitTable = placed.Table.IsBits();
        findings.Require(
            !bitTable || placed.Type == RegisterType.Bool, $"{placed.Path}.type",
            "线圈和离散输入就是 bool；请删去 type", "A coil or discrete input is a bool; leave the type out.");
        if (point.Bit is { } bit)
            CheckBit(placed, bit, findings);
        else
            findings.Require(point.Bits is null, $"{placed.Path}.bits", "写了 bits 就要写起始的 bit", "\"bits\" needs the \"bit\" it begins at.");

        bool single = IsSingle(placed);
        findings.Require(single || !point.Invert, $"{placed.Path}.invert", "只有单个位可以取反", "Only a single bit can be inverted.");
        findings.Require(single || point.Clear is null, $"{placed.Path}.clear", "只有告警位才有复归方式；此测点是数值", "Only an alarm bit is cleared; this point is a number.");
    }

    private static void CheckBit(PlacedPoint placed, int bit, Findings findings)
    {
        bool bitTable = placed.Table.IsBits();
        int? bits = placed.Point.Bits;
        findings.Require(
            !bitTable, $"{placed.Path}.bit",
            "线圈和离散输入本身就是一位；请删去 bit", "A coil or discrete input is one bit already; leave \"bit\" out.");
        findings.Require(
            bit is >= 0 and <= 15, $"{placed.Path}.bit",
            "寄存器的位是 0（最低位）到 15；更高的位在下一个寄存器",
            "A register has the bits 0 (least significant) to 15; a higher bit is in the next register.");
        findings.Require(
            bitTable || placed.Type == RegisterType.U16, $"{placed.Path}.type",
            "位取自一个 u16 寄存器；请删去 type", "A bit is taken from one register, u16; leave the type out.");
        findings.Require(
            bits is null || (bits >= 1 && bit + bits <= 16), $"{placed.Path}.bits",
            $"从第 {bit} 位起，一个寄存器只有 {16 - bit} 位", $"From bit {bit} on a register has {16 - bit} bits.");
    }

    private static void CheckQuantity(PlacedPoint placed, Findings findings)
    {
        var point = placed.Point;
        bool plain = point.Scale.IsOne && point.Offset == 0 && !point.Negate && !point.Magnitude && point.Range is null;
        findings.Require(plain || !IsSingle(placed), placed.Path, "单个位没有倍率、偏移、符号和范围", "A single bit has no scale, offset, sign or range.");
        findings.Require(
            !(point.Negate && point.Magnitude), $"{placed.Path}.negate",
            "绝对值没有符号可反；negate 与 magnitude 只选其一", "A magnitude has no sign to turn; choose \"negate\" or \"magnitude\".");
        findings.Require(
            point.Range is null || !(point.Range.Min > point.Range.Max), $"{placed.Path}.range",
            "范围的 min 大于 max", "The range's min is greater than its max.");
        findings.Require(
            point.Range is null or not { Min: null, Max: null }, $"{placed.Path}.range",
            "范围要有 min、max 或两者", "A range has a min, a max or both.");
        findings.Require(point.Poll is null || point.Poll > TimeSpan.Zero, $"{placed.Path}.poll", "轮询间隔要大于 0", "A poll interval is longer than 0.");
    }

    private static void CheckEnumeration(PlacedPoint placed, Findings findings)
    {
        var point = placed.Point;
        bool enumeration = point.Map is not null || point.States is not null;
        findings.Require(point.Map is null or { Count: > 0 }, $"{placed.Path}.map", "map 至少有一个数", "A map has at least one number.");
        findings.Require(
            !enumeration || !placed.Type.IsFloat() || point.WholeNumber, $"{placed.Path}.type",
            "以浮点数传送的枚举要写 \"wholeNumber\": true；否则请用整数类型",
            "An enumeration on a float must say \"wholeNumber\": true; else write an integer type.");
        findings.Require(
            !point.WholeNumber || (enumeration && placed.Type.IsFloat()), $"{placed.Path}.wholeNumber",
            "wholeNumber 只用于以浮点数传送的枚举", "\"wholeNumber\" is for an enumeration that comes as a float.");
        findings.Require(
            !enumeration || (point.Scale.IsOne && point.Offset == 0 && !point.Negate && !point.Magnitude), placed.Path,
            "枚举没有倍率、偏移和符号", "An enumeration has no scale, offset or sign.");
    }
}
