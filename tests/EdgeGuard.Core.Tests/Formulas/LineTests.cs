using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

/// <summary>Expected lines computed in Python from the definitions: all pairwise slopes and their median; sums of deviations from weighted means.</summary>
public class LineTests
{
    [Fact]
    public void One_wild_day_does_not_move_the_line_of_theil_and_sen()
    {
        var (slope, last) = TheilSen.Fit([60, 61, 60.5, 62, 90, 62.5, 63, 64, 63.5, 65], new double[TheilSen.Scratch(10)]);
        Assert.Equal(0.5, slope, 12);
        Assert.Equal(64.75, last, 12);
    }

    [Fact]
    public void Days_without_a_value_keep_their_place()
    {
        var (slope, last) = TheilSen.Fit([10, double.NaN, 12, 15, double.NaN, 16, 20], new double[TheilSen.Scratch(7)]);
        Assert.Equal(5.0 / 3, slope, 12);
        Assert.Equal(20, last, 12);
    }

    [Fact]
    public void One_value_gives_no_line()
    {
        var (slope, last) = TheilSen.Fit([double.NaN, 3, double.NaN], new double[TheilSen.Scratch(3)]);
        Assert.True(double.IsNaN(slope));
        Assert.True(double.IsNaN(last));
    }

    [Theory]
    [InlineData(60, -0.010377115553, 48.103676742)]
    [InlineData(600, -0.010421680753, 48.099047863)]
    public void A_fading_line_is_the_weighted_least_squares_one(double fade, double slope, double now)
    {
        double[] times = [0, 10, 20, 45, 60, 100, 180];
        double[] values = [50, 49.8, 49.9, 49.5, 49.2, 49.0, 48.1];
        FadingLine line = default;
        for (int i = 0; i < times.Length; i++)
            line = line.With(values[i], i == 0 ? 0 : times[i] - times[i - 1], fade);
        Assert.Equal(slope, line.Slope, 10);
        Assert.Equal(now, line.Now, 8);
        Assert.Equal(180, line.Span);
    }

    [Fact]
    public void A_fading_line_finds_a_straight_one_whatever_the_spacing()
    {
        FadingLine line = default;
        double time = 0;
        foreach (double step in (double[])[0, 1, 7, 0.5, 30, 12])
        {
            time += step;
            line = line.With(53 - 0.004 * time, step, 25);
        }

        Assert.Equal(-0.004, line.Slope, 9);
        Assert.Equal(53 - 0.004 * time, line.Now, 9);
    }
}
