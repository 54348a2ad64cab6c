using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// True when a value has not changed at all for <paramref name="span"/>, and for three times its learned silence, while its witness moved
/// [domain 4.3]. A silence is time without a change; those in which the witness moved by half of what is needed or more are natural ones
/// when they end, and the second longest of them is what is learned: a fault that ends teaches nothing until it comes again. Silences
/// already told as stuck are never learned. Unknown values stop the time; a stretch of them longer than max(60 s, 3 polls) begins
/// the silence anew.
/// </summary>
internal sealed class StuckTerm(Term input, Term witness, long span, double movement, long learn) : RememberingTerm
{
    private const int Times = 3;
    private Steps _steps = new();
    private long _knownAt = -1;
    private double _value;
    private double _witnessLeast;
    private double _witnessGreatest;
    private long _silence;
    private long _learning;
    private long _longest;
    private long _secondLongest;
    private bool _isStuck;

    public override Unit Unit => Unit.None;

    private double Moved => _witnessGreatest - _witnessLeast;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand x = input.Evaluate(context), other = witness.Evaluate(context);
        long before = _steps.Last;
        _steps.MoveTo(context.Now);
        if (!x.IsKnown || !other.IsKnown)
            return x.IsKnown ? other : x;
        bool isSure = _knownAt >= 0 && _knownAt == before && !_steps.IsGap;
        if (_knownAt < 0 || context.Now - _knownAt > _steps.Patience)
            Begin(x.Value, other.Value);
        else
            Go(x.Value, other.Value, isSure ? _steps.Length : 0);
        _knownAt = context.Now;
        bool isLong = _silence >= Math.Max(span, Times * _secondLongest) && Moved >= movement * (1 - 1e-9);
        if (_learning < learn)
            return Operand.Unknown(QualityReason.Learning);
        _isStuck = isLong;
        return Operand.From(isLong ? 1 : 0, x, other);
    }

    private void Go(double value, double other, long passed)
    {
        _learning = Math.Min(learn, _learning + passed);
        if (value != _value)
        {
            if (!_isStuck && Moved >= movement / 2)
                Learn(_silence);
            Begin(value, other);
            return;
        }

        _silence += passed;
        (_witnessLeast, _witnessGreatest) = (Math.Min(_witnessLeast, other), Math.Max(_witnessGreatest, other));
    }

    private void Begin(double value, double other) =>
        (_value, _witnessLeast, _witnessGreatest, _silence, _isStuck) = (value, other, other, 0, false);

    private void Learn(long silence)
    {
        if (silence > _longest)
            (_longest, _secondLongest) = (silence, _longest);
        else if (silence > _secondLongest)
            _secondLongest = silence;
    }

    public override void Save(StateWriter writer)
    {
        _steps.Save(writer);
        writer.Write(_knownAt);
        writer.Write(_value);
        writer.Write(_witnessLeast);
        writer.Write(_witnessGreatest);
        writer.Write(_silence);
        writer.Write(_learning);
        writer.Write(_longest);
        writer.Write(_secondLongest);
        writer.Write(_isStuck);
    }

    protected override void Read(ref StateReader reader)
    {
        _steps = Steps.Load(ref reader);
        _knownAt = reader.ReadLong();
        (_value, _witnessLeast, _witnessGreatest) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        (_silence, _learning, _longest, _secondLongest) = (reader.ReadLong(), reader.ReadLong(), reader.ReadLong(), reader.ReadLong());
        _isStuck = reader.ReadBool();
    }

    protected override void Clear()
    {
        (_steps, _knownAt, _value, _witnessLeast, _witnessGreatest) = (new(), -1, 0, 0, 0);
        (_silence, _learning, _longest, _secondLongest, _isStuck) = (0, 0, 0, 0, false);
    }
}
