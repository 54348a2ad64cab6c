using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Rising edges of a condition in the last span. Between false and true something unknown may lie, if no longer than
/// max(60 s, 3 polls): there was an edge. After longer it is not known when, and nothing is counted.
/// </summary>
internal sealed class StartsTerm(Term condition, TimeSpan span) : RememberingTerm
{
    private readonly Window _window = new(Keep.Count, span);
    private KnownTruth _truth;

    public override Unit Unit => Unit.None;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand now = condition.Evaluate(context);
        _window.Take(context.Now, now);
        Truth before = _truth.Take(now.Truth, context.Now, _window.Steps.Patience);
        if (before == Truth.False && now.Truth == Truth.True)
            _window.CountOne();
        return _window.Tell(_window.Total);
    }

    public override void Save(StateWriter writer)
    {
        _window.Save(writer);
        _truth.Save(writer);
    }

    protected override void Read(ref StateReader reader)
    {
        _window.Load(ref reader);
        _truth = KnownTruth.Load(ref reader);
    }

    protected override void Clear()
    {
        _window.Clear();
        _truth = default;
    }
}
