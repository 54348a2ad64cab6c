using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>Every expected value is worked out by hand from the registers beside it.</summary>
public class RegisterDecoderTests
{
    private static readonly MonotonicTime At = new(3, TimeSpan.FromSeconds(7));

    [Theory]
    [InlineData("\"type\": \"u16\"", 65534, 0xFFFE)]
    [InlineData("\"type\": \"s16\"", -2, 0xFFFE)]
    [InlineData("\"type\": \"s16\", \"order\": \"BADC\"", 0x1234, 0x3412)]
    [InlineData("\"type\": \"u32\"", 0x01020304, 0x0102, 0x0304)]
    [InlineData("\"type\": \"u32\", \"order\": \"CDAB\"", 0x01020304, 0x0304, 0x0102)]
    [InlineData("\"type\": \"u32\", \"order\": \"BADC\"", 0x01020304, 0x0201, 0x0403)]
    [InlineData("\"type\": \"u32\", \"order\": \"DCBA\"", 0x01020304, 0x0403, 0x0201)]
    [InlineData("\"type\": \"s32\"", -3, 0xFFFF, 0xFFFD)]
    [InlineData("\"type\": \"u64\"", 0x0001000200030004, 1, 2, 3, 4)]
    [InlineData("\"type\": \"u64\", \"order\": \"CDAB\"", 0x0001000200030004, 4, 3, 2, 1)]
    [InlineData("\"type\": \"u64\", \"order\": \"BADC\"", 0x0001000200030004, 0x0100, 0x0200, 0x0300, 0x0400)]
    [InlineData("\"type\": \"u64\", \"order\": \"DCBA\"", 0x0001000200030004, 0x0400, 0x0300, 0x0200, 0x0100)]
    [InlineData("\"type\": \"s64\"", -5, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFB)]
    [InlineData("\"type\": \"f32\"", 53.5, 0x4256, 0)]
    [InlineData("\"type\": \"f32\", \"order\": \"CDAB\"", 53.5, 0, 0x4256)]
    [InlineData("\"type\": \"f32\", \"order\": \"BADC\"", 53.5, 0x5642, 0)]
    [InlineData("\"type\": \"f32\", \"order\": \"DCBA\"", 53.5, 0, 0x5642)]
    [InlineData("\"type\": \"f64\"", -2.5, 0xC004, 0, 0, 0)]
    [InlineData("\"type\": \"bcd16\"", 1234, 0x1234)]
    [InlineData("\"type\": \"bcd32\"", 12345678, 0x1234, 0x5678)]
    [InlineData("\"type\": \"sm16\"", 1352, 0x0548)]
    [InlineData("\"type\": \"sm16\"", -1352, 0x8548)]
    [InlineData("\"type\": \"sm16\"", 0, 0x8000)]
    [InlineData("\"type\": \"bool\"", 1, 0x0100)]
    [InlineData("\"type\": \"bool\", \"invert\": true", 0, 0x0100)]
    public void A_type_in_an_order_is_the_number_it_means(string members, double expected, params int[] registers) =>
        AssertGood(expected, Decode(ProfileText.WithPoint(members), registers));

    [Theory]
    [InlineData("\"bit\": 0", 1, 0x8001)]
    [InlineData("\"bit\": 15", 1, 0x8001)]
    [InlineData("\"bit\": 7", 0, 0x8001)]
    [InlineData("\"bit\": 7, \"invert\": true", 1, 0x8001)]
    [InlineData("\"bit\": 4, \"bits\": 3", 5, 0xFF5F)]
    [InlineData("\"bit\": 8, \"bits\": 8, \"order\": \"BADC\"", 0x5F, 0xFF5F)]
    public void A_bit_field_is_taken_out_of_its_register(string members, double expected, int register) =>
        AssertGood(expected, Decode(ProfileText.WithPoint(members), register));

    [Theory]
    [InlineData("\"scale\": 0.1", 230.1, 2301)]
    [InlineData("\"scale\": { \"pow10\": -2 }", 0.29, 29)]
    [InlineData("\"scale\": { \"pow2\": -7 }", 25.5, 3264)]
    [InlineData("\"scale\": { \"pow2\": 3 }", 40, 5)]
    [InlineData("\"scale\": 10, \"offset\": -400", -350, 5)]
    [InlineData("\"scale\": { \"pow10\": -1 }, \"unit\": \"degF\"", 25, 770)]
    [InlineData("\"scale\": { \"pow10\": -2 }, \"unit\": \"K\"", 0, 27315)]
    [InlineData("\"unit\": \"kWh\"", 7000, 7)]
    [InlineData("\"unit\": \"min\"", 600, 10)]
    [InlineData("\"type\": \"s16\", \"scale\": 0.1, \"negate\": true", 12.5, -125)]
    [InlineData("\"type\": \"s16\", \"scale\": 0.1, \"magnitude\": true", 53.5, -535)]
    [InlineData("\"type\": \"s16\", \"scale\": 0.1, \"magnitude\": true", 53.5, 535)]
    public void A_number_becomes_a_quantity_in_the_canonical_unit(string members, double expected, int register) =>
        AssertGood(expected, Decode(ProfileText.WithPoint(members), register));

    [Theory]
    [InlineData("\"invalid\": [\"0xFFFF\"]", 0xFFFF)]
    [InlineData("\"type\": \"s16\", \"invalid\": [-32768]", 0x8000)]
    [InlineData("\"type\": \"s16\", \"order\": \"BADC\", \"invalid\": [\"0x7FFF\"]", 0xFF7F)]
    [InlineData("\"type\": \"u32\", \"invalid\": [\"0xFFFFFFFF\"]", 0xFFFF, 0xFFFF)]
    [InlineData("\"type\": \"f32\", \"invalid\": [\"0x7F7FFFFF\"]", 0x7F7F, 0xFFFF)]
    [InlineData("\"type\": \"f32\"", 0xFFFF, 0xFFFF)]
    [InlineData("\"type\": \"f64\"", 0x7FF8, 0, 0, 0)]
    [InlineData("\"bit\": 3, \"invalid\": [\"0xFFFF\"]", 0xFFFF)]
    public void What_the_device_calls_no_value_is_a_sentinel(string members, params int[] registers) =>
        AssertBad(QualityReason.Sentinel, Decode(ProfileText.WithPoint(members), registers));

    [Theory]
    [InlineData("\"range\": { \"min\": 10 }", 9)]
    [InlineData("\"range\": { \"max\": 10 }", 11)]
    [InlineData("\"scale\": 0.1, \"unit\": \"degF\", \"range\": { \"max\": 302 }", 3021)]
    [InlineData("\"map\": { \"1\": 0, \"3\": 1 }", 2)]
    [InlineData("\"states\": { \"1\": { \"zh\": \"a\", \"en\": \"a\" } }", 0)]
    [InlineData("\"type\": \"bcd16\"", 0x12A4)]
    [InlineData("\"type\": \"f32\"", 0x7F80, 0)]
    [InlineData("\"type\": \"f32\", \"wholeNumber\": true, \"map\": { \"2\": 2, \"3\": 3 }", 0x4020, 0)]
    public void What_the_device_cannot_mean_is_out_of_range(string members, params int[] registers) =>
        AssertBad(QualityReason.OutOfRange, Decode(ProfileText.WithPoint(members), registers));

    [Theory]
    [InlineData("\"map\": { \"1\": 0, \"3\": 7 }", 7, 3)]
    [InlineData("\"bit\": 4, \"bits\": 2, \"map\": { \"0\": 9, \"2\": 4 }", 4, 0x002F)]
    [InlineData("\"type\": \"f32\", \"wholeNumber\": true, \"map\": { \"3\": 5 }", 5, 0x4040, 0)]
    [InlineData("\"range\": { \"min\": 10, \"max\": 10 }", 10, 10)]
    public void An_enumeration_gives_the_number_of_the_signal(string members, double expected, params int[] registers) =>
        AssertGood(expected, Decode(ProfileText.WithPoint(members), registers));

    [Fact]
    public void The_profiles_sentinels_hold_for_every_point_of_the_type_that_has_none_of_its_own()
    {
        var profile = ProfileText.WithPoints(
            """
            { "name": "a", "signal": "generic.value", "address": 0 },
            { "name": "b", "signal": "generic.value", "address": 1, "invalid": [] },
            { "name": "c", "signal": "generic.value", "address": 2, "type": "s16" }
            """,
            "\"invalid\": { \"u16\": [\"0xFFFF\"] },");

        var readings = Decode(profile, 0xFFFF, 0xFFFF, 0xFFFF);

        Assert.Equal([QualityReason.Sentinel, QualityReason.None, QualityReason.None], readings.Select(reading => reading.Reason));
        Assert.Equal(-1, readings[2].Value);
    }

    [Fact]
    public void Coils_and_discrete_inputs_are_bits()
    {
        var profile = ProfileText.WithPoints(
            """
            { "name": "a", "signal": "generic.contact", "table": "coil", "address": 5 },
            { "name": "b", "signal": "generic.contact", "table": "coil", "address": 7, "invert": true }
            """,
            "\"limits\": { \"gap\": 1 },");
        var block = Assert.Single(ReadPlan.Build(profile).Blocks);
        var readings = new Reading[2];

        RegisterDecoder.Decode(block, [true, true, true], [new(0), new(1)], At, readings);

        Assert.Equal([1, 0], readings.Select(reading => reading.Value));
    }

    [Fact]
    public void A_reading_carries_its_point_and_its_time()
    {
        var readings = new Reading[1];
        RegisterDecoder.Decode(ReadPlan.Build(ProfileText.WithPoint("\"type\": \"u16\"")).Blocks[0], new ushort[] { 7 }, [new PointId(42)], At, readings);

        Assert.Equal(Reading.Good(new(42), 7, At), readings[0]);
    }

    [Fact]
    public void A_failed_request_makes_its_points_bad_and_leaves_the_others_alone()
    {
        var profile = ProfileText.WithPoints(
            """
            { "name": "a", "signal": "generic.value", "address": 0 },
            { "name": "b", "signal": "generic.value", "address": 100 }
            """);
        var plan = ReadPlan.Build(profile);
        PointId[] ids = [new(0), new(1)];
        var readings = new Reading[2];

        RegisterDecoder.Decode(plan.Blocks[0], new ushort[] { 7 }, ids, At, readings);
        RegisterDecoder.Fail(plan.Blocks[1], QualityReason.Crc, ids, At, readings);

        AssertGood(7, [readings[0]]);
        AssertBad(QualityReason.Crc, [readings[1]]);
    }

    [Fact]
    public void An_answer_that_is_too_short_is_refused()
    {
        var block = ReadPlan.Build(ProfileText.WithPoint("\"type\": \"u32\"")).Blocks[0];

        Assert.Throws<ArgumentException>(() => RegisterDecoder.Decode(block, new ushort[1], [new(0)], At, new Reading[1]));
        Assert.Throws<ArgumentException>(() => RegisterDecoder.Decode(block, new bool[2], [new(0)], At, new Reading[1]));
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var plan = ReadPlan.Build(Shipped.Profile("huawei-ups2000"));
        var ids = new PointId[plan.PointCount];
        var readings = new Reading[plan.PointCount];
        var registers = new ushort[125];
        DecodeAll(plan, ids, readings, registers);

        long before = GC.GetAllocatedBytesForCurrentThread();
        DecodeAll(plan, ids, readings, registers);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void DecodeAll(ReadPlan plan, PointId[] ids, Reading[] readings, ushort[] registers)
    {
        for (int i = 0; i < plan.Blocks.Count; i++)
            RegisterDecoder.Decode(plan.Blocks[i], registers, ids, At, readings);
    }

    private static Reading[] Decode(DeviceProfile profile, params int[] registers)
    {
        var plan = ReadPlan.Build(profile);
        var readings = new Reading[plan.PointCount];
        var ids = Enumerable.Range(0, plan.PointCount).Select(index => new PointId(index)).ToArray();
        RegisterDecoder.Decode(Assert.Single(plan.Blocks), registers.Select(register => (ushort)register).ToArray(), ids, At, readings);
        return readings;
    }

    private static void AssertGood(double expected, Reading[] readings)
    {
        Assert.Equal((Quality.Good, QualityReason.None), (readings[0].Quality, readings[0].Reason));
        Assert.Equal(expected, readings[0].Value);
    }

    private static void AssertBad(QualityReason reason, Reading[] readings)
    {
        Assert.Equal((Quality.Bad, reason), (readings[0].Quality, readings[0].Reason));
        Assert.True(double.IsNaN(readings[0].Value));
    }
}
