using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Share of its life that a battery has spent (domain: section 4.6): hours since the installation, weighted by the warmth it lived in. The
/// hours that nothing measured count as the mean of those that were. Uncertain until a week has been measured; unknown until
/// the wall clock was once right.
/// </summary>
/// <param name="installed">Day of the installation, seconds since 1970.</param>
/// <param name="life">Seconds that it lives at 25 degC.</param>
internal class AgingTerm(Term temperature, double installed, double life) : StatefulTerm
{
    /// <summary>A battery's warmth changes slowly: a reading stands for an hour. Seconds.</summary>
    private const double LongestHold = 3600;

    private const double Week = 7 * 86_400;

    private double _known;
    private double _spent;
    private double _rate;
    private double _age;
    private SampleTime _sample;
    private SampleTime _ageKnown;

    public override Unit Unit => Unit.None;

    /// <summary>Hours of life spent an hour, on the mean.</summary>
    protected double MeanRate => _known > 0 ? _spent / _known : 1;

    /// <summary>Seconds that it lives at 25 degC.</summary>
    protected double Life { get; } = life;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand input = temperature.Evaluate(context);
        if (double.IsFinite(input.Value))
        {
            Count(_sample.Since(context.Now));
            _rate = BatteryAge.Rate(input.Value);
            _sample.Take(context.Now);
        }

        if (context.Wall is { } wall)
        {
            _age = wall.ToUnixTimeSeconds() - installed;
            _ageKnown.Take(context.Now);
        }

        if (!_ageKnown.Any)
            return Operand.Unknown(QualityReason.Learning);
        double lived = Math.Max(_known, _age + _ageKnown.Since(context.Now));
        double damage = lived * MeanRate / Life;
        return _known >= Week ? Operand.Good(damage) : Operand.Uncertain(damage, QualityReason.Learning);
    }

    private void Count(double since)
    {
        if (since > LongestHold)
            return;
        _known += since;
        _spent += since * _rate;
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_known);
        writer.Write(_spent);
        writer.Write(_rate);
        writer.Write(_age);
        _sample.Save(writer);
        _ageKnown.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        double known = reader.ReadDouble();
        double spent = reader.ReadDouble();
        double rate = reader.ReadDouble();
        double age = reader.ReadDouble();
        SampleTime sample = SampleTime.Load(ref reader);
        SampleTime ageKnown = SampleTime.Load(ref reader);
        (_known, _spent, _rate, _age, _sample, _ageKnown) = (known, spent, rate, age, sample, ageKnown);
    }
}
