using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

public class PsychrometricsTests
{
    [Theory]
    // By bisection of the saturation pressure 6.112·e^(17.62 t/(243.12 + t)) in Python.
    [InlineData(25, 50, 13.851583600)]
    [InlineData(20, 80, 16.442430104)]
    [InlineData(30, 35, 12.865996845)]
    [InlineData(5, 10, -24.197239112)]
    [InlineData(27, 100, 27)]
    [InlineData(27, 104, 27)]
    public void The_dew_point_is_where_the_vapour_saturates(double temperature, double humidity, double expected) =>
        Assert.Equal(expected, Psychrometrics.DewPoint(temperature, humidity), 7);

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Air_without_vapour_has_no_dew_point(double humidity) =>
        Assert.True(double.IsNaN(Psychrometrics.DewPoint(20, humidity)));
}
