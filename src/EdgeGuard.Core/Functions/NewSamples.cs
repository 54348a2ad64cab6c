using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// Tells a new sample from a repeated one: an input that spans devices is evaluated more often than its points are read. A sample is new
/// when every point it is computed from was read since the last new one (a bad point is not waited for); so one reading is never
/// counted twice. An input without points is new at every pass.
/// </summary>
internal sealed class NewSamples(Term input)
{
    private readonly int[] _points = [.. Expression.SelfAndParts(input).OfType<PointTerm>().Select(term => term.Point.Index).Distinct()];
    private MonotonicTime _until;
    private bool _any;

    public bool Take(EvaluationContext context)
    {
        MonotonicTime newest = _until;
        foreach (int point in _points)
        {
            ref readonly Reading reading = ref context.Latest[point];
            if (reading.Quality == Quality.Bad)
                continue;
            if (_any && reading.At <= _until)
                return false;
            if (reading.At > newest)
                newest = reading.At;
        }

        (_until, _any) = (newest, true);
        return true;
    }

    public void Clear() => (_until, _any) = (default, false);

    public void Save(StateWriter writer)
    {
        writer.Write(_any);
        writer.Write((long)_until.Boot);
        writer.Write(_until.SinceBoot.Ticks);
    }

    public void Load(ref StateReader reader)
    {
        _any = reader.ReadBool();
        _until = new((uint)Math.Clamp(reader.ReadLong(), 0, uint.MaxValue), TimeSpan.FromTicks(reader.ReadLong()));
    }
}
