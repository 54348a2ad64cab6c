using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Mean difference a - b over the first hours of good values in which <c>hold</c> was known to be false (the acceptance), then fixed:
/// what drifts later is the fault that is looked for. Learning until then.
/// </summary>
internal sealed class LearnedOffsetTerm(Term a, Term b, Term hold, long learn) : RememberingTerm
{
    private Steps _steps = new();
    private bool _counts;
    private double _latest;
    private double _sum;
    private long _learned;

    public override Unit Unit => a.Unit;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand first = a.Evaluate(context), second = b.Evaluate(context);
        bool held = hold.Evaluate(context).Truth != Truth.False;
        _steps.MoveTo(context.Now);
        if (_learned < learn)
            Learn(first, second, held);
        return _learned >= learn ? Operand.Good(_sum / _learned) : Operand.Unknown(QualityReason.Learning);
    }

    private void Learn(in Operand first, in Operand second, bool held)
    {
        if (_counts && !_steps.IsGap)
        {
            _sum += _latest * _steps.Length;
            _learned += _steps.Length;
        }

        _counts = !held && first.Quality == Quality.Good && second.Quality == Quality.Good;
        _latest = first.Value - second.Value;
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        writer.Write(_counts);
        writer.Write(_latest);
        writer.Write(_sum);
        writer.Write(_learned);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        (_counts, _latest, _sum, _learned) = (reader.ReadBool(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadLong());
    }

    protected override void Clear() => (_steps, _counts, _latest, _sum, _learned) = (new(), false, 0, 0, 0);
}
