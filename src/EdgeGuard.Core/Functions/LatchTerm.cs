using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// True from when <c>set</c> is until <c>reset</c> is; set wins when both are. It stays set while reset is unknown; not set, it is
/// unknown while set is: neither is told away by what nobody knows.
/// </summary>
internal sealed class LatchTerm(Term set, Term reset) : RememberingTerm
{
    private bool _isSet;

    public override Unit Unit => Unit.None;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand setNow = set.Evaluate(context), resetNow = reset.Evaluate(context);
        if (setNow.Truth == Truth.True)
            _isSet = true;
        else if (setNow.IsKnown && resetNow.Truth == Truth.True)
            _isSet = false;
        return _isSet ? Operand.Good(true) : Operand.From(0, setNow);
    }

    public override void Save(StateWriter writer) => writer.Write(_isSet);

    protected override void Read(ref StateReader reader) => _isSet = reader.ReadBool();

    protected override void Clear() => _isSet = false;
}
