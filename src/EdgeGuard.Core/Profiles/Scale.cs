using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// What a raw number is multiplied by: <c>0.1</c>, <c>{"pow10": -1}</c> or <c>{"pow2": -7}</c>. It is held as a product and a quotient,
/// so that 2301 at 0.1 is the double nearest to 230.1 and not 230.10000000000002.
/// </summary>
[JsonConverter(typeof(ScaleConverter))]
public readonly record struct Scale
{
    private readonly double _multiply;
    private readonly double _divide;

    private Scale(double multiply, double divide)
    {
        _multiply = multiply;
        _divide = divide;
    }

    /// <summary>1 when nothing was stated.</summary>
    public double Multiply => _divide == 0 ? 1 : _multiply;

    public double Divide => _divide == 0 ? 1 : _divide;

    public bool IsOne => Multiply == Divide;

    public static Scale Of(double factor)
    {
        double inverse = Math.Round(1 / factor);
        return inverse > 1 && 1 / inverse == factor ? new(1, inverse) : new(factor, 1);
    }

    public static Scale Pow2(int exponent) => Power(2, exponent);

    public static Scale Pow10(int exponent) => Power(10, exponent);

    public double Apply(double raw) => raw * Multiply / Divide;

    private static Scale Power(double @base, int exponent) =>
        exponent < 0 ? new(1, Math.Pow(@base, -exponent)) : new(Math.Pow(@base, exponent), 1);
}
