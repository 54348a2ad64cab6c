using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// An alarm's state as the store keeps it, with what is needed to end it properly when a later configuration no longer
/// knows its rule.
/// </summary>
public sealed record AlarmRecord(
    AlarmState State,
    string Device,
    string Point,
    string? SignalId,
    Unit Unit,
    Words PointLabel,
    string Rule,
    Words RuleLabel,
    string Stage)
{
    public static AlarmRecord Of(AlarmDefinition alarm, AlarmState state) => new(
        state,
        alarm.Point.Device,
        alarm.Point.Name,
        alarm.Point.SignalId,
        alarm.Point.Unit,
        alarm.Point.Label,
        alarm.Rule.Id,
        alarm.Rule.Label,
        alarm.Rule.Stages[state.Stage].Name);

    /// <summary>The alarm as it was; only good for ending it.</summary>
    public AlarmDefinition Former(string key)
    {
        var point = new PointInfo(default, Point, Device, null, SignalId, Unit, PointLabel, new Dictionary<int, Words>());
        var stage = new Stage(Stage, StageSide.High, State.Level, State.Limit, TimeSpan.Zero, TimeSpan.Zero);
        return new AlarmDefinition(key, point, new DigitalRule { Id = Rule, Label = RuleLabel, Stages = [stage] });
    }
}
