using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Seconds since a condition was last seen true: 0 while it is, infinite if it never was. Unknown while the condition is; but the time
/// goes on, since it passed whatever was known.
/// </summary>
internal sealed class AgoTerm(Term condition) : RememberingTerm
{
    private long _lastTrue = -1;

    public override Unit Unit => Unit.Second;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand now = condition.Evaluate(context);
        if (now.Truth == Truth.True)
            _lastTrue = context.Now;
        return Operand.From(_lastTrue < 0 ? double.PositiveInfinity : (context.Now - _lastTrue) / 1000.0, now);
    }

    public override void Save(StateWriter writer) => writer.Write(_lastTrue);

    protected override void Read(ref StateReader reader) => _lastTrue = reader.ReadLong();

    protected override void Clear() => _lastTrue = -1;
}
