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

    /// <summary>Refuses two numbers that measure different things; a plain one fits any.</summary>
    /// <exception cref="ExpressionException">Their units differ.</exception>
    public static void RequireAlike(this FunctionCall call, string one, string other)
    {
        Unit a = call.Term(one).Unit;
        Unit b = call.Term(other).Unit;
        if (a != b && a != Unit.None && b != Unit.None)
            throw new ExpressionException(new(
                $"{one} 的单位是 {a.Name()}，{other} 的是 {b.Name()}，须相同。",
                $"{one} is in {a.Name()} and {other} in {b.Name()}: they must be in the same unit."));
    }

    public static Term? TermOrNull(this FunctionCall call, string parameter) => call.Has(parameter) ? call.Term(parameter) : null;
}
