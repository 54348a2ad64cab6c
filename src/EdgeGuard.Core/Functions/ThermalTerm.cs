using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// The heat of a conductor or machine as a share of that at which it trips (domain: section 4.4). Each sample holds until the next one.
/// A gap holds θ, for at most two time constants; after it θ is the held one or what the load would come to, whichever is more. The
/// first guess and the one after a gap are uncertain until three time constants have been seen.
/// </summary>
internal class ThermalTerm(Term current, double baseCurrent, TimeSpan tau, double k) : StatefulTerm
{
    private const double Forgotten = 2;
    private const double Settled = 3;

    private double _theta;
    private double _load;
    private double _seen;
    private SampleTime _sample;

    public override Unit Unit => Unit.None;

    protected double Tau { get; } = tau.TotalSeconds;

    /// <summary>What θ would come to under the latest load.</summary>
    protected double CurrentLoad => _load;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand input = current.Evaluate(context);
        if (!input.IsKnown)
            return _sample.Since(context.Now) <= Forgotten * Tau ? Operand.Uncertain(_theta, input.Reason) : input;

        double load = ThermalCurve.Load(input.Value, baseCurrent, k);
        double since = _sample.Since(context.Now);
        if (since <= SampleTime.LongestHold)
        {
            _theta = ThermalCurve.Step(_theta, _load, since, Tau);
            _seen += since;
        }
        else
        {
            _theta = _sample.Any ? Math.Max(_theta, load) : ThermalCurve.FirstGuess(load);
            _seen = 0;
        }

        _load = load;
        _sample.Take(context.Now);
        return _seen >= Settled * Tau ? Operand.From(_theta, input) : Operand.Uncertain(_theta, QualityReason.Learning);
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_theta);
        writer.Write(_load);
        writer.Write(_seen);
        _sample.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        double theta = reader.ReadDouble();
        double load = reader.ReadDouble();
        double seen = reader.ReadDouble();
        _sample = SampleTime.Load(ref reader);
        (_theta, _load, _seen) = (theta, load, seen);
    }
}
