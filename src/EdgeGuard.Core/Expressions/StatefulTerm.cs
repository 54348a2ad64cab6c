using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// A term that remembers (a window, a timer, a learned value). Terms of one meaning are one object (<see cref="TermPool"/>), which
/// moves on once a pass however often it is used, and whose state survives a restart under its <see cref="Key"/>.
/// </summary>
public abstract class StatefulTerm : Term
{
    private long _pass = -1;
    private Operand _result;

    /// <summary>Set by the pool: the bound expression in its one canonical form.</summary>
    public string Key { get; internal set; } = "";

    /// <summary>The canonical text of the call, which can be parsed again: the key without the stamps of equipment.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>What it was worth when it last moved on, for showing; unknown before.</summary>
    public Operand Last => _pass < 0 ? Operand.Unknown(QualityReason.NotConfigured) : _result;

    public sealed override Operand Evaluate(EvaluationContext context)
    {
        if (_pass != context.Pass)
        {
            _pass = context.Pass;
            _result = Advance(context);
        }

        return _result;
    }

    /// <summary>Takes what its arguments are worth now. Called at most once a pass, with <see cref="EvaluationContext.Now"/> never going back.</summary>
    protected abstract Operand Advance(EvaluationContext context);

    /// <summary>Writes all that <see cref="Load"/> needs to go on as if nothing had happened.</summary>
    public abstract void Save(StateWriter writer);

    /// <exception cref="InvalidDataException">The bytes are of another form; the term must then be as new.</exception>
    public abstract void Load(ref StateReader reader);
}
