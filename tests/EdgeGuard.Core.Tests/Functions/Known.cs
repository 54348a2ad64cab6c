using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

internal static class Known
{
    public static void Is(double expected, Operand actual, double tolerance = 1e-9)
    {
        Assert.Equal(Quality.Good, actual.Quality);
        if (double.IsInfinity(expected))
            Assert.Equal(expected, actual.Value);
        else
            Assert.InRange(actual.Value, expected - tolerance, expected + tolerance);
    }

    public static void IsLearning(Operand actual)
    {
        Assert.False(actual.IsKnown);
        Assert.Equal(QualityReason.Learning, actual.Reason);
    }
}
