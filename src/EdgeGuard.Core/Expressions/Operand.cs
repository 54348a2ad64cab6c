using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// What a term is worth at one moment: a number with its quality. A truth is 0 or 1. Without a value it is
/// unknown, and <see cref="Reason"/> says why; it may be infinite (a time that never comes).
/// </summary>
public readonly record struct Operand
{
    private Operand(double value, Quality quality, QualityReason reason)
    {
        Value = value;
        Quality = quality;
        Reason = reason;
    }

    /// <summary>NaN exactly when <see cref="Quality"/> is bad.</summary>
    public double Value { get; }

    public Quality Quality { get; }

    /// <summary>Why it is not good.</summary>
    public QualityReason Reason { get; }

    public bool IsKnown => Quality != Quality.Bad;

    public Truth Truth => !IsKnown ? Truth.Unknown : Value != 0 ? Truth.True : Truth.False;

    public static Operand Unknown(QualityReason reason) => new(double.NaN, Quality.Bad, reason);

    /// <summary>A NaN (0/0) is unknown: it can be no number of a rule.</summary>
    public static Operand Good(double value) =>
        double.IsNaN(value) ? Unknown(QualityReason.OutOfRange) : new(value, Quality.Good, QualityReason.None);

    public static Operand Good(bool value) => new(value ? 1 : 0, Quality.Good, QualityReason.None);

    public static Operand Uncertain(double value, QualityReason reason) =>
        double.IsNaN(value) ? Unknown(reason) : new(value, Quality.Uncertain, reason);

    /// <summary>A value computed from <paramref name="a"/> alone: as sure as that.</summary>
    public static Operand From(double value, in Operand a) =>
        a.Quality == Quality.Good ? Good(value) : a.IsKnown ? Uncertain(value, a.Reason) : a;

    /// <summary>A value computed from two: as sure as the less sure of them.</summary>
    public static Operand From(double value, in Operand a, in Operand b) =>
        From(value, a.Quality <= b.Quality ? a : b);

    public static Operand Of(in Reading reading) => reading.Quality switch
    {
        Quality.Good => new(reading.Value, Quality.Good, QualityReason.None),
        Quality.Uncertain => new(reading.Value, Quality.Uncertain, reading.Reason),
        _ => Unknown(reading.Reason),
    };
}
