using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// One number of several that measure alike. Those unknown are left out; while enough are good, so are those uncertain (an accused
/// probe leaves the reference); when only uncertain ones make up the number, the result is uncertain. A constant among them is a
/// bound and no measurement: <c>min(100h, x)</c> is as sure as x.
/// </summary>
/// <param name="needed">Fewer known values than this are no answer; the n of a vote.</param>
internal sealed class StatisticTerm(Statistic statistic, Term[] parts, int needed) : Term
{
    private readonly Operand[] _operands = new Operand[parts.Length];
    private readonly double[] _values = new double[parts.Length];
    private readonly bool _boundsOnly = Array.TrueForAll(parts, static p => p is ConstantTerm);

    public override Unit Unit => parts[0].Unit;

    public override Operand Evaluate(EvaluationContext context)
    {
        int good = 0;
        int known = 0;
        QualityReason uncertain = QualityReason.None;
        QualityReason unknown = QualityReason.None;
        for (int i = 0; i < parts.Length; i++)
        {
            Operand operand = _operands[i] = parts[i].Evaluate(context);
            bool counts = _boundsOnly || parts[i] is not ConstantTerm;
            good += counts && operand.Quality == Quality.Good ? 1 : 0;
            known += counts && operand.IsKnown ? 1 : 0;
            if (operand.Quality == Quality.Uncertain && uncertain == QualityReason.None)
                uncertain = operand.Reason;
            if (!operand.IsKnown && unknown == QualityReason.None)
                unknown = operand.Reason;
        }

        if (good >= needed)
            return Operand.Good(Compute(Collect(Quality.Good)));
        return known >= needed ? Operand.Uncertain(Compute(Collect(Quality.Uncertain)), uncertain) : Operand.Unknown(unknown);
    }

    /// <summary>The values of at least this quality, in order.</summary>
    private Span<double> Collect(Quality least)
    {
        int count = 0;
        foreach (ref readonly Operand operand in _operands.AsSpan())
        {
            if (operand.Quality >= least)
                _values[count++] = operand.Value;
        }

        Span<double> values = _values.AsSpan(0, count);
        values.Sort();
        return values;
    }

    private double Compute(ReadOnlySpan<double> sorted) => statistic switch
    {
        Statistic.Minimum => sorted[0],
        Statistic.Maximum => sorted[^1],
        Statistic.Average => Sum(sorted) / sorted.Length,
        Statistic.Median => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2,
        Statistic.Spread => sorted[^1] - sorted[0],
        Statistic.Highest => sorted[^needed],
        _ => sorted[needed - 1],
    };

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
