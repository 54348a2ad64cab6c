using System.Text;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Replay;

public class UtcTextTests
{
    [Theory]
    [InlineData("2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000Z")]
    [InlineData("2024-02-29T23:59:59.9+00:00", "2024-02-29T23:59:59.900Z")]
    [InlineData("2026-03-01T12:00:00.1234567Z", "2026-03-01T12:00:00.123Z")]
    public void A_utc_time_is_read(string text, string told)
    {
        Assert.True(UtcText.TryParse(Encoding.UTF8.GetBytes(text), out long ticks));
        Assert.Equal(told, UtcText.Of(ticks));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-01T12:00:00")]
    [InlineData("2026-03-01 12:00:00Z")]
    [InlineData("2026-03-01T12:00:00+08:00")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:00:60Z")]
    [InlineData("2026-03-01T12:00:00.Z")]
    [InlineData("2026-03-01T12:00:00.12345678Z")]
    [InlineData("1772366400000")]
    public void What_is_no_utc_time_is_refused(string text) => Assert.False(UtcText.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
