namespace EdgeGuard.Core.Formulas;

/// <summary>
/// A least-squares line through samples whose weight fades with their age, so that it follows a curve and needs to keep no sample.
/// Time is counted back from the latest one.
/// </summary>
/// <param name="Weight">Sum of the weights.</param>
/// <param name="Age">Weighted sum of the ages, s.</param>
/// <param name="AgeSquared">Weighted sum of their squares.</param>
/// <param name="Value">Weighted sum of the values.</param>
/// <param name="AgeValue">Weighted sum of age times value.</param>
/// <param name="Span">Seconds from the first sample to the latest.</param>
public readonly record struct FadingLine(double Weight, double Age, double AgeSquared, double Value, double AgeValue, double Span)
{
    /// <summary>The line with one sample more.</summary>
    /// <param name="seconds">Since the sample before.</param>
    /// <param name="fade">Seconds in which a weight falls to 1/e.</param>
    public FadingLine With(double value, double seconds, double fade)
    {
        double left = Math.Exp(-seconds / fade);
        return new(
            Weight * left + 1,
            (Age + seconds * Weight) * left,
            (AgeSquared + 2 * seconds * Age + seconds * seconds * Weight) * left,
            Value * left + value,
            (AgeValue + seconds * Value) * left,
            Weight == 0 ? 0 : Span + seconds);
    }

    /// <summary>Change a second; NaN before there are two samples.</summary>
    public double Slope => (Age * Value - Weight * AgeValue) / (Weight * AgeSquared - Age * Age);

    /// <summary>Height of the line at the latest sample.</summary>
    public double Now => (Value + Slope * Age) / Weight;
}
