using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>What a function reads out of a window after it took the input of this pass.</summary>
internal delegate Operand WindowReading(Window window, EvaluationContext context);

/// <summary>A function of the last span of one input.</summary>
internal sealed class WindowTerm(Term input, Unit unit, Keep keep, TimeSpan span, WindowReading read) : RememberingTerm
{
    private readonly Window _window = new(keep, span);

    public override Unit Unit => unit;

    protected override Operand Advance(EvaluationContext context)
    {
        _window.Take(context.Now, input.Evaluate(context));
        return read(_window, context);
    }

    public override void Save(StateWriter writer) => _window.Save(writer);

    protected override void Read(ref StateReader reader) => _window.Load(ref reader);

    protected override void Clear() => _window.Clear();
}
