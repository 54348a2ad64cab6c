using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

/// <summary>Expected numbers come from a program of its own (normal equations, in Python).</summary>
public class LeastSquaresTests
{
    [Fact]
    public void Five_points_give_the_line_of_the_textbook()
    {
        Line line = LeastSquares.Fit([0, 1, 2, 3, 4], [1, 3, 2, 5, 4]);

        Assert.Equal(new(0.8, 1.4, 0.64), new Line(Math.Round(line.Slope, 12), Math.Round(line.AtZero, 12), Math.Round(line.R2, 12)));
    }

    [Fact]
    public void Uneven_times_before_zero_give_the_value_at_zero()
    {
        Line line = LeastSquares.Fit([-5, -4, -2.5, -1, 0], [24.1, 24.3, 24.8, 25.2, 25.3]);

        Assert.Equal(0.255882352941, line.Slope, 11);
        Assert.Equal(25.379705882353, line.AtZero, 11);
        Assert.Equal(0.983293494076, line.R2, 11);
    }

    [Fact]
    public void Noise_lowers_the_share_that_is_explained()
    {
        var noise = new Noise(7);
        double[] times = [.. Enumerable.Range(0, 50).Select(i => i * 0.1)];
        double[] values = [.. times.Select(t => 24 + 0.12 * t + 0.2 * noise.Next())];
        Line line = LeastSquares.Fit(times, values);

        Assert.Equal(0.112853385451, line.Slope, 11);
        Assert.Equal(24.015625348323, line.AtZero, 11);
        Assert.Equal(0.883097370391, line.R2, 10);
    }

    [Fact]
    public void Without_two_times_the_line_is_flat()
    {
        Assert.Equal(new(0, 3, 0), LeastSquares.Fit([5, 5], [2, 4]));
        Assert.Equal(new(0, 7, 0), LeastSquares.Fit([1], [7]));
        Assert.Equal(default, LeastSquares.Fit([], []));
        Assert.Equal(new(0, 7, 0), LeastSquares.Fit([1, 2], [7, 7]));
    }
}
