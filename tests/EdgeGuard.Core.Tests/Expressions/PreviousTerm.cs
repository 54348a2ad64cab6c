using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

/// <summary>The simplest term that remembers: what its argument was worth a pass ago.</summary>
internal sealed class PreviousTerm(Term inner) : StatefulTerm
{
    private Operand _before;

    public int Advances { get; private set; }

    public override Unit Unit => inner.Unit;

    protected override Operand Advance(EvaluationContext context)
    {
        Advances++;
        Operand before = _before;
        _before = inner.Evaluate(context);
        return before;
    }

    public override void Save(StateWriter writer) => writer.Write(_before.Value);

    public override void Load(ref StateReader reader) => _before = Operand.Good(reader.ReadDouble());
}
