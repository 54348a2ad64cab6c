using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class RecentCountTests
{
    private readonly RecentCount _count = new(TimeSpan.FromMinutes(10));

    [Fact]
    public void What_was_counted_before_is_not_new() => Assert.Equal(0, At(0, 70));

    [Fact]
    public void Growth_is_told_for_ten_minutes_and_then_forgotten()
    {
        At(0, 70);

        Assert.Equal(5, At(1, 75));
        Assert.Equal(5, At(10, 75));
        Assert.Equal(0, At(12, 75));
        Assert.Equal(1, At(13, 76));
    }

    private long At(double minutes, long total) => _count.Add(TimeSpan.FromMinutes(minutes), total);
}
