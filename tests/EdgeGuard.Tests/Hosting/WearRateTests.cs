using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class WearRateTests
{
    private readonly WearRate _rate = new();

    [Fact]
    public void Of_a_store_younger_than_an_hour_nothing_is_told()
    {
        Assert.Null(_rate.Add(Total(0, 0)));
        Assert.Null(_rate.Add(Total(59, 1000)));
        Assert.NotNull(_rate.Add(Total(61, 1000)));
    }

    [Fact]
    public void Early_in_a_run_the_rate_is_that_of_the_stores_whole_life()
    {
        (double bytes, double flushes, TimeSpan over) = _rate.Add(Total(minutes: 10 * 1440, bytes: 500))!.Value;

        Assert.Equal((50, 5, TimeSpan.FromDays(10)), (bytes, flushes, over));
    }

    [Fact]
    public void Later_it_is_that_of_the_last_day_alone()
    {
        // Ten days at 1000 a minute came before; this run writes 10 a minute.
        long before = 10 * 1440;
        (double BytesPerDay, double FlushesPerDay, TimeSpan Over) rate = default;
        for (int minute = 0; minute <= 3 * 1440; minute++)
            rate = _rate.Add(Total(before + minute, (1000 * before) + (10 * minute)))!.Value;

        Assert.Equal(14_400, rate.BytesPerDay, 1e-6);
        Assert.InRange(rate.Over, TimeSpan.FromHours(23.5), TimeSpan.FromHours(24));
    }

    private static StoreWear Total(long minutes, long bytes) => new(bytes, bytes / 10, TimeSpan.FromMinutes(minutes));
}
