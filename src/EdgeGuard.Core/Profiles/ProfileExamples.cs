using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>Runs a profile's examples through its read plan and the decoder.</summary>
public static class ProfileExamples
{
    /// <summary>A finding for each expectation of any example that does not come true.</summary>
    /// <exception cref="ArgumentException">The profile has findings of <see cref="ProfileChecks"/>.</exception>
    public static IReadOnlyList<ProfileFinding> Check(DeviceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return
        [
            .. profile.Examples.SelectMany((example, i) => Failures(profile, example)
                .Select(failure => new ProfileFinding($"$.examples[{i}].expect.{failure.Point}", failure.Why))),
        ];
    }

    /// <summary>Empty when the example holds; else one sentence for each expectation that does not.</summary>
    /// <exception cref="ArgumentException">The profile has findings of <see cref="ProfileChecks"/>.</exception>
    public static IReadOnlyList<Words> Run(DeviceProfile profile, ProfileExample example)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(example);
        return [.. Failures(profile, example).Select(failure => failure.Why)];
    }

    private static IEnumerable<(string Point, Words Why)> Failures(DeviceProfile profile, ProfileExample example)
    {
        var points = PlacedPoint.AllOf(profile, example.Variant);
        var plan = ReadPlan.Build(profile, example.Variant);
        var image = Image(profile, example);
        var readings = Decode(plan, image);

        foreach (var (name, expected) in example.Expect)
        {
            int index = IndexOf(points, name);
            if (index < 0)
                yield return (name, new($"{name}：此版本没有这个测点", $"{name}: there is no such point in this variant"));
            else if (!IsGiven(points[index], image))
                yield return (name, new($"{name}：给出的寄存器中没有它的", $"{name}: its registers are not among those given"));
            else if (!Matches(expected, readings[index], points[index].Type))
                yield return (name, new($"{name}：应为 {expected}，实为 {Told(readings[index])}", $"{name}: expected {expected}, got {Told(readings[index])}"));
        }
    }

    private static Dictionary<(RegisterTable Table, int Address), ushort> Image(DeviceProfile profile, ProfileExample example)
    {
        var image = new Dictionary<(RegisterTable, int), ushort>();
        foreach (var given in example.Given)
        {
            var table = given.Table ?? profile.Table;
            int address = profile.Addressing.ToWire(table, given.Address);
            foreach (var value in given.Values)
                image[(table, address++)] = (ushort)value.In(RegisterType.U16);
        }

        return image;
    }

    private static Reading[] Decode(ReadPlan plan, Dictionary<(RegisterTable Table, int Address), ushort> image)
    {
        var ids = Enumerable.Range(0, plan.PointCount).Select(index => new PointId(index)).ToArray();
        var readings = new Reading[plan.PointCount];
        foreach (var block in plan.Blocks)
        {
            var registers = new ushort[block.Count];
            for (int i = 0; i < registers.Length; i++)
                registers[i] = image.GetValueOrDefault((block.Table, block.Address + i));
            if (block.Table.IsBits())
                RegisterDecoder.Decode(block, Array.ConvertAll(registers, bit => bit != 0), ids, default, readings);
            else
                RegisterDecoder.Decode(block, registers, ids, default, readings);
        }

        return readings;
    }

    private static int IndexOf(IReadOnlyList<PlacedPoint> points, string name)
    {
        for (int i = 0; i < points.Count; i++)
        {
            if (points[i].Name == name)
                return i;
        }

        return -1;
    }

    private static bool IsGiven(PlacedPoint point, Dictionary<(RegisterTable Table, int Address), ushort> image) =>
        Enumerable.Range(point.Address, point.Length).All(address => image.ContainsKey((point.Table, address)));

    private static bool Matches(ExpectedReading expected, Reading reading, RegisterType type)
    {
        if (expected.Value is not { } value)
            return reading.Quality == Quality.Bad && reading.Reason == expected.Reason;

        // A binary32 carries about 7 digits; everything else must come out exactly, but for the last bits of a division.
        double tolerance = type == RegisterType.F32 ? 1e-6 : 1e-12;
        return reading.Quality == Quality.Good && Math.Abs(reading.Value - value) <= tolerance * Math.Max(1, Math.Abs(value));
    }

    private static string Told(Reading reading) => reading.Quality == Quality.Good ? $"{reading.Value}" : $"{reading.Quality}, {reading.Reason}";
}
