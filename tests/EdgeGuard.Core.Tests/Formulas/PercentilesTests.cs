using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

public class PercentilesTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 4.0, 1 }, 2.5)]
    [InlineData(new[] { 9.0, 1, 4 }, 4)]
    [InlineData(new[] { 8.0, 1, 2, 7 }, 4.5)]
    public void The_median_is_the_middle(double[] values, double expected) => Assert.Equal(expected, Percentiles.Median(values));

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 2, 9)]
    public void The_middle_of_three_is_two(double a, double b, double c) => Assert.Equal(2, Percentiles.Median(a, b, c));

    [Theory]
    // ceil(0.95·20) = 19, ceil(0.95·24) = 23, ceil(0.5·5) = 3.
    [InlineData(20, 95, 19)]
    [InlineData(24, 95, 23)]
    [InlineData(5, 50, 3)]
    [InlineData(5, 0, 1)]
    [InlineData(5, 100, 5)]
    public void A_percentile_is_the_sample_of_the_nearest_rank(int count, double percent, double expected)
    {
        double[] values = [.. Enumerable.Range(1, count).Reverse().Select(i => (double)i)];
        Assert.Equal(expected, Percentiles.NearestRank(values, percent));
    }

    [Fact]
    public void Weights_count_a_sample_more_than_once()
    {
        Assert.Equal(7, Percentiles.NearestRank([9, 7, 1], [10, 80, 10], 50));
        Assert.Equal(9, Percentiles.NearestRank([9, 7, 1], [10, 80, 10], 95));
        Assert.Equal(1, Percentiles.NearestRank([9, 7, 1], [10, 80, 10], 10));
    }

    [Fact]
    public void Nothing_has_no_rank()
    {
        Assert.True(double.IsNaN(Percentiles.Median([])));
        Assert.True(double.IsNaN(Percentiles.NearestRank([], 50)));
        Assert.True(double.IsNaN(Percentiles.NearestRank([], [], 50)));
    }
}
