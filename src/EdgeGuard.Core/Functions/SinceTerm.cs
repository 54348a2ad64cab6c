using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// How long a condition has been true without a break, in s. Time between two passes counts when it was true at both. While it is
/// unknown so is the result, and the time stands still; after more than max(60 s, 3 polls) of that it begins again at 0.
/// </summary>
internal sealed class SinceTerm(Term condition) : RememberingTerm
{
    private Steps _steps = new();
    private KnownTruth _known;
    private bool _wasTrue;
    private long _held;

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand now = condition.Evaluate(context);
        _steps.MoveTo(context.Now);
        Truth before = _known.Take(now.Truth, context.Now, _steps.Patience);
        bool isTrue = now.Truth == Truth.True;
        if (isTrue && _wasTrue && !_steps.IsGap)
            _held += _steps.Length;
        else if (now.IsKnown && (!isTrue || before != Truth.True))
            _held = 0;
        _wasTrue = isTrue;
        return Operand.From(_held / 1000.0, now);
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        _known.Save(writer);
        writer.Write(_wasTrue);
        writer.Write(_held);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        _known = KnownTruth.Load(ref reader);
        (_wasTrue, _held) = (reader.ReadBool(), reader.ReadLong());
    }

    protected override void Clear() => (_steps, _known, _wasTrue, _held) = (new(), default, false, 0);
}
