using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Ampere-hours that have come back of those that were drawn (domain: section 4.7). When a new discharge begins, what the one before
/// still lacks is carried into it. 1 while next to nothing was drawn. Uncertain
/// after a gap until all is back.
/// </summary>
internal sealed class ReturnedShareTerm(Term current, double least, double smallest) : StatefulTerm
{
    private double _drawn;
    private double _returned;
    private double _current;
    private bool _sure = true;
    private SampleTime _sample;

    public override Unit Unit => Unit.None;

    protected override Operand Advance(EvaluationContext context)
    {
        Operand input = current.Evaluate(context);
        if (!double.IsFinite(input.Value))
            return _sample.Any ? Operand.Uncertain(Share, input.Reason) : Operand.Unknown(input.Reason);

        double since = _sample.Since(context.Now);
        if (since <= SampleTime.LongestHold)
            Count(since / 3600);
        else if (_sample.Any)
            _sure = false;
        _sure |= _returned >= _drawn;
        if (input.Value <= -least && _current > -least)
            (_drawn, _returned, _sure) = (Math.Max(0, _drawn - _returned), 0, true);
        _current = input.Value;
        _sample.Take(context.Now);
        return _sure ? Operand.From(Share, input) : Operand.Uncertain(Share, QualityReason.Learning);
    }

    private double Share => _drawn < smallest ? 1 : _returned / _drawn;

    private void Count(double hours)
    {
        if (_current <= -least)
            _drawn -= _current * hours;
        else if (_current >= least)
            _returned += _current * hours;
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_drawn);
        writer.Write(_returned);
        writer.Write(_current);
        writer.Write(_sure);
        _sample.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        double drawn = reader.ReadDouble();
        double returned = reader.ReadDouble();
        double held = reader.ReadDouble();
        bool sure = reader.ReadBool();
        _sample = SampleTime.Load(ref reader);
        (_drawn, _returned, _current, _sure) = (drawn, returned, held, sure);
    }
}
