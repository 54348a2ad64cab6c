using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// How much of its overload allowance a UPS has used (domain: section 4.4): each sample's load holds until the next one and wears by
/// Δt over the time its band allows; below 100 % it recovers; between 100 % and the first band it does neither. A gap leaves it as it
/// was, uncertain until a whole recovery time has been seen; after so long without a load it is unknown.
/// </summary>
internal class UpsDamageTerm(Term load, Term? ambient, OverloadTable table, TimeSpan recovery, double hot) : StatefulTerm
{
    private const double FullLoad = 100;

    private readonly double _recovery = recovery.TotalSeconds;
    private double _damage;
    private double _load;
    private bool _derated;
    private double _seen;
    private SampleTime _sample;

    public override Unit Unit => Unit.None;

    /// <summary>Seconds that the present load is borne from rest.</summary>
    protected double Allowed => table.Allowed(_load, _derated);

    protected override Operand Advance(EvaluationContext context)
    {
        Operand input = load.Evaluate(context);
        Operand warmth = ambient?.Evaluate(context) ?? Operand.Good(hot - 1);
        double since = _sample.Since(context.Now);
        if (!input.IsKnown)
            return since <= _recovery ? Operand.Uncertain(_damage, input.Reason) : input;

        if (since <= SampleTime.LongestHold)
        {
            double rate = _load < FullLoad ? -1 / _recovery : 1 / Allowed;
            _damage = Math.Clamp(_damage + rate * since, 0, 1);
            _seen += since;
        }
        else
        {
            _seen = 0;
        }

        _load = input.Value;
        // Of a room whose warmth is unknown the shorter row is told.
        _derated = !warmth.IsKnown || warmth.Value >= hot;
        _sample.Take(context.Now);
        return _seen < _recovery ? Operand.Uncertain(_damage, QualityReason.Learning)
            : warmth.IsKnown ? Operand.From(_damage, input, warmth)
            : Operand.Uncertain(_damage, warmth.Reason);
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_damage);
        writer.Write(_load);
        writer.Write(_derated);
        writer.Write(_seen);
        _sample.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        double damage = reader.ReadDouble();
        double held = reader.ReadDouble();
        bool derated = reader.ReadBool();
        double seen = reader.ReadDouble();
        _sample = SampleTime.Load(ref reader);
        (_damage, _load, _derated, _seen) = (damage, held, derated, seen);
    }
}
