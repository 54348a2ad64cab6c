using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Seconds that a battery still carries its load (domain: section 4.5): while it is discharged, Δt over the autonomy at that load is
/// spent of it, and what is left of the autonomy at the present load remains. Only a full recharge gives back what was spent, the
/// return of the mains does not. Never more than another forecast says, where that
/// is known. Uncertain from the first start, or from a gap, until the battery is full or was not used for a day.
/// </summary>
internal sealed class RemainingTerm(Term autonomy, Term discharging, Term full, Term? atMost) : StatefulTerm
{
    /// <summary>After a day of rest a battery can be taken to be charged, whatever it was before. Seconds.</summary>
    private const double Rest = 86_400;

    private double _spent;
    private double _autonomy;
    private bool _discharging;
    private double _rested;
    private bool _sure;
    private SampleTime _sample;

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand left = Follow(context);
        Operand most = atMost?.Evaluate(context) ?? default;
        return left.IsKnown && most.IsKnown ? Operand.From(Math.Min(left.Value, most.Value), left, most) : left;
    }

    private Operand Follow(EvaluationContext context)
    {
        Operand whole = autonomy.Evaluate(context);
        Operand flow = discharging.Evaluate(context);
        Truth drawn = flow.Truth;
        bool isFull = full.Evaluate(context).Truth == Truth.True && drawn == Truth.False;
        double since = _sample.Since(context.Now);
        if (isFull)
            (_spent, _sure, _discharging) = (0, true, false);
        if (!whole.IsKnown || !flow.IsKnown)
        {
            Operand unknown = whole.IsKnown ? flow : whole;
            return since <= SampleTime.LongestHold ? Tell(_autonomy, Operand.Uncertain(0, unknown.Reason)) : unknown;
        }

        Spend(since, drawn == Truth.True);
        (_autonomy, _discharging) = (whole.Value, drawn == Truth.True);
        _sample.Take(context.Now);
        return Tell(whole.Value, _sure ? whole : Operand.Uncertain(0, whole.Quality == Quality.Good ? QualityReason.Learning : whole.Reason));
    }

    private void Spend(double since, bool drawn)
    {
        bool gap = since > SampleTime.LongestHold;
        if (_sample.Any && _discharging && (!gap || drawn) && double.IsFinite(_autonomy))
            _spent = _autonomy > 0 ? Math.Min(1, _spent + since / _autonomy) : 1;
        _sure &= !gap || (!_discharging && !drawn);
        _rested = drawn || gap ? 0 : _rested + since;
        _sure |= _rested >= Rest;
    }

    private Operand Tell(double whole, in Operand like) =>
        Operand.From(double.IsInfinity(whole) ? whole : (1 - _spent) * whole, like);

    public override void Save(StateWriter writer)
    {
        writer.Write(_spent);
        writer.Write(_autonomy);
        writer.Write(_discharging);
        writer.Write(_rested);
        writer.Write(_sure);
        _sample.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        double spent = reader.ReadDouble();
        double whole = reader.ReadDouble();
        bool drawn = reader.ReadBool();
        double rested = reader.ReadDouble();
        bool sure = reader.ReadBool();
        _sample = SampleTime.Load(ref reader);
        (_spent, _autonomy, _discharging, _rested, _sure) = (spent, whole, drawn, rested, sure);
    }
}
