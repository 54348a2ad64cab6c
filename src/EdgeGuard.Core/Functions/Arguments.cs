using System.Globalization;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Arguments that must be more than of the right kind.</summary>
internal static class Arguments
{
    /// <exception cref="ExpressionException">It is not above zero.</exception>
    public static double Positive(this FunctionCall call, string parameter) =>
        call.Constant(parameter) is var value && value > 0
            ? value
            : throw new ExpressionException(new(
                $"{parameter} 须大于 0，而不是 {value.ToString(CultureInfo.InvariantCulture)}。",
                $"{parameter} must be above 0 and is {value.ToString(CultureInfo.InvariantCulture)}."));

    /// <exception cref="ExpressionException">It is no time at all.</exception>
    public static TimeSpan PositiveDuration(this FunctionCall call, string parameter) =>
        call.Duration(parameter) is var value && value > TimeSpan.Zero
            ? value
            : throw new ExpressionException(new($"{parameter} 须大于 0。", $"{parameter} must be longer than 0."));

    /// <exception cref="ExpressionException">It is no day.</exception>
    public static DateOnly Day(this FunctionCall call, string parameter) =>
        DateOnly.TryParseExact(call.Text(parameter), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ExpressionException(new(
                $"{parameter} 应写作“2021-06-30”，而不是“{call.Text(parameter)}”。",
                $"{parameter} is written as \"2021-06-30\", and not as \"{call.Text(parameter)}\"."));

    public static Term? TermOrNull(this FunctionCall call, string parameter) => call.Has(parameter) ? call.Term(parameter) : null;
}
