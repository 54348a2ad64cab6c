using EdgeGuard.Gateway.Store;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class SuspicionTests
{
    [Fact]
    public void Three_faults_within_ten_minutes_are_damage_and_three_in_a_day_are_not()
    {
        var time = new FakeTimeProvider();
        var suspicion = new Suspicion(time);
        for (int hour = 0; hour < 24; hour += 8)
        {
            Assert.False(suspicion.Add());
            time.Advance(TimeSpan.FromHours(8));
        }

        Assert.False(suspicion.Add());
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.False(suspicion.Add());
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.True(suspicion.Add());
        Assert.False(suspicion.Add());
    }
}
