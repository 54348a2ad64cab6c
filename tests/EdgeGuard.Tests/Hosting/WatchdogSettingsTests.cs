using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class WatchdogSettingsTests
{
    [Theory]
    [InlineData("30000000", null)]
    [InlineData("30000000", "4711")]
    public void The_period_comes_from_the_environment_and_a_turn_is_a_quarter_of_it(string usec, string? pid)
    {
        var settings = WatchdogSettings.Parse(usec, pid, self: 4711);

        Assert.Equal(TimeSpan.FromSeconds(30), settings.Period);
        Assert.Equal(TimeSpan.FromSeconds(7.5), settings.Turn);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("thirty", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("30000000", "4712")]
    [InlineData("30000000", "x")]
    public void Nobody_watches_when_the_environment_does_not_say_so_of_this_process(string? usec, string? pid)
    {
        var settings = WatchdogSettings.Parse(usec, pid, self: 4711);

        Assert.Null(settings.Period);
        Assert.True(settings.Turn > TimeSpan.Zero);
    }
}
