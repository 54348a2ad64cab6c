using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// True when the inner condition has been true, without a false in between, for the whole duration of known time. What is unknown
/// freezes the time for a minute (or three passes) and then begins it anew (domain: section 4.1, rule 2).
/// </summary>
internal sealed class HeldTerm(Term inner, TimeSpan duration) : StatefulTerm
{
    /// <summary>
    /// How long a frozen time keeps, or three passes where those are rarer. A step longer than that is a gap (the gateway was down),
    /// whatever stands at its two ends.
    /// </summary>
    private const long FreezeMs = 60_000;

    /// <summary>A device polled more rarely than this cannot hold a condition.</summary>
    private const long LongestStepMs = 24 * 3_600_000;

    private readonly long _durationMs = (long)duration.TotalMilliseconds;
    private Truth _last;
    private long _lastMs = -1;
    private long _stepMs;
    private long _heldMs;
    private long _unknownMs;

    public override Unit Unit => Unit.None;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand operand = inner.Evaluate(context);
        long step = _lastMs < 0 ? 0 : context.Now - _lastMs;
        long patience = Math.Max(FreezeMs, 3 * _stepMs);
        if (operand.Truth == Truth.False)
            _heldMs = _unknownMs = 0;
        else if (operand.Truth == Truth.True && _last == Truth.True && step <= patience)
            _heldMs += step;
        else if (_last != Truth.False)
            Freeze(step, patience);
        if (operand.Truth == Truth.True)
            _unknownMs = 0;
        _stepMs = Math.Min(step, LongestStepMs);
        _last = operand.Truth;
        _lastMs = context.Now;
        return Operand.From(operand.Truth == Truth.True && _heldMs >= _durationMs ? 1 : 0, operand);
    }

    public override void Save(StateWriter writer)
    {
        writer.Write((long)_last);
        writer.Write(_lastMs);
        writer.Write(_stepMs);
        writer.Write(_heldMs);
        writer.Write(_unknownMs);
    }

    public override void Load(ref StateReader reader)
    {
        _last = (Truth)reader.ReadCount((int)Truth.True);
        _lastMs = reader.ReadLong();
        _stepMs = reader.ReadLong();
        _heldMs = reader.ReadLong();
        _unknownMs = reader.ReadLong();
    }

    private void Freeze(long step, long patience)
    {
        _unknownMs += step;
        if (_unknownMs > patience)
            _heldMs = 0;
    }
}
