using EdgeGuard.Gateway.Cli;

namespace EdgeGuard.Gateway.Tests.Cli;

public class ValueTextTests
{
    [Theory]
    [InlineData(36.214, "degC", "36.21 °C")]
    [InlineData(-41.26, "A", "-41.26 A")]
    [InlineData(230.14, "V", "230.1 V")]
    [InlineData(12345.6, "Wh", "12346 Wh")]
    [InlineData(0.01234, "A", "0.0123 A")]
    [InlineData(0, "%", "0 %")]
    [InlineData(3, "", "3")]
    public void A_value_has_about_four_digits_and_its_symbol(double value, string unit, string text) =>
        Assert.Equal(text, ValueText.Of(value, unit));

    [Fact]
    public void No_value_is_a_dash() => Assert.Equal("-", ValueText.Of(null, "V"));

    [Theory]
    [InlineData(0.4, "0 s", "0 s")]
    [InlineData(59.4, "59 s", "59 s")]
    [InlineData(185, "3 min 05 s", "3 min")]
    [InlineData(7800, "2 h 10 min", "2 h")]
    [InlineData(93_784, "1 d 2 h", "1 d")]
    public void A_duration_has_two_units_at_most(double seconds, string text, string brief)
    {
        Assert.Equal(text, ValueText.Age(seconds));
        Assert.Equal(brief, ValueText.ShortAge(seconds));
    }
}
