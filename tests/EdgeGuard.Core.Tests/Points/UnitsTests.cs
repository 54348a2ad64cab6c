using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Points;

public class UnitsTests
{
    [Theory]
    [InlineData("degF", 77, 25)]
    [InlineData("degF", -40, -40)]
    [InlineData("K", 273.15, 0)]
    [InlineData("mV", 2500, 2.5)]
    [InlineData("kV", 10, 10_000)]
    [InlineData("mA", 4, 0.004)]
    [InlineData("kW", 1.5, 1500)]
    [InlineData("kVA", 3, 3000)]
    [InlineData("kWh", 2, 2000)]
    [InlineData("MWh", 2, 2_000_000)]
    [InlineData("kPa", 1, 1000)]
    [InlineData("hPa", 1013, 101_300)]
    [InlineData("ms", 20, 0.02)]
    [InlineData("min", 2, 120)]
    [InlineData("h", 2, 7200)]
    [InlineData("%RH", 55, 55)]
    public void A_stated_unit_becomes_the_canonical_one(string unit, double stated, double canonical)
    {
        Assert.True(Units.TryFind(unit, out var conversion));
        Assert.Equal(canonical, conversion.ToCanonical(stated));
    }

    [Fact]
    public void Every_canonical_unit_has_a_name_of_its_own() =>
        Assert.Equal(Enum.GetValues<Unit>(), Enum.GetValues<Unit>().Select(unit => Units.TryFindCanonical(Units.NameOf(unit), out var back) ? back.Value : (Unit)255));

    [Theory]
    [InlineData("kW")]
    [InlineData("watt")]
    public void What_is_not_canonical_is_not_taken_for_it(string name) => Assert.False(Units.TryFindCanonical(name, out _));
}
