using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Points;

public class DurationConverterTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("0s", 0)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void A_duration_is_a_number_and_a_unit(string text, double milliseconds)
    {
        Assert.True(DurationConverter.TryParse(text, out var span));
        Assert.Equal(milliseconds, span.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5 min")]
    [InlineData("1e3s")]
    [InlineData("99999999999999d")]
    public void Anything_else_is_refused(string text) => Assert.False(DurationConverter.TryParse(text, out _));

    [Theory]
    [InlineData("500ms")]
    [InlineData("90s")]
    [InlineData("2m")]
    [InlineData("1d")]
    [InlineData("0ms")]
    public void What_is_written_is_what_was_read(string text)
    {
        Assert.True(DurationConverter.TryParse(text, out var span));
        Assert.Equal(text, DurationConverter.Format(span));
    }
}
