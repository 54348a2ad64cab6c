using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class ScaledTimeProviderTests
{
    [Fact]
    public async Task Clock_and_timers_go_at_the_same_multiple()
    {
        var time = new ScaledTimeProvider(60);
        long began = time.GetTimestamp();
        long really = TimeProvider.System.GetTimestamp();

        await Task.Delay(TimeSpan.FromSeconds(6), time, TestContext.Current.CancellationToken);

        TimeSpan scaled = time.GetElapsedTime(began);
        TimeSpan real = TimeProvider.System.GetElapsedTime(really);
        Assert.True(scaled >= TimeSpan.FromSeconds(5.9), $"{scaled}");
        Assert.InRange(scaled / real, 50, 70);
    }
}
