using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Which alarms a point's readings go to. A condition over several signals is not among them: it is judged where all of them
/// are seen.
/// </summary>
internal sealed class AlarmsByPoint
{
    private readonly int[] _ends;
    private readonly int[] _alarms;

    public AlarmsByPoint(int points, IReadOnlyList<AlarmDefinition> alarms)
    {
        int[] at = [.. Enumerable.Range(0, alarms.Count).Where(i => alarms[i].Rule is not ConditionRule).OrderBy(i => alarms[i].Point.Id.Index)];
        _alarms = at;
        _ends = new int[points];
        foreach (int alarm in at)
            _ends[alarms[alarm].Point.Id.Index]++;
        for (int i = 1; i < points; i++)
            _ends[i] += _ends[i - 1];
    }

    /// <summary>In the model's order.</summary>
    public ReadOnlySpan<int> this[PointId point] => _alarms.AsSpan((point.Index == 0 ? 0 : _ends[point.Index - 1]).._ends[point.Index]);
}
