using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

public class RecentChangesTests
{
    [Fact]
    public void What_is_older_than_a_minute_is_forgotten()
    {
        var recent = new RecentChanges();

        Assert.Equal(5, recent.Of(5, TimeSpan.FromSeconds(1)));
        Assert.Equal(7, recent.Of(7, TimeSpan.FromSeconds(30.5)));
        Assert.Equal(7, recent.Of(7, TimeSpan.FromSeconds(60.9)));
        Assert.Equal(2, recent.Of(7, TimeSpan.FromSeconds(61)));
        Assert.Equal(1, recent.Of(8, TimeSpan.FromHours(2)));
    }
}
