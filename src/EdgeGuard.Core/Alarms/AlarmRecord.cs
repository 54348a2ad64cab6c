using System.Text.Json;
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

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, AlarmJson.Default.AlarmRecord);

    /// <summary>Null when the bytes are no whole record: one bad record must not keep the gateway from starting.</summary>
    public static AlarmRecord? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AlarmJson.Default.AlarmRecord)
                is { State.Level: >= 1 and <= 4, Device: not null, Point: not null, PointLabel: not null, Rule: not null, RuleLabel: not null, Stage: not null } record
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The alarm as it was; only good for ending it.</summary>
    public AlarmDefinition Former(string key)
    {
        var point = new PointInfo(default, Point, Device, new PointSpec(Point, null, SignalId, Unit, PointLabel, new Dictionary<int, Words>()));
        var stage = new Stage(Stage, StageSide.High, State.Level, State.Limit, TimeSpan.Zero, TimeSpan.Zero);
        return new AlarmDefinition(point, new DigitalRule { Id = Rule, Label = RuleLabel, Stages = [stage] }) { Key = key };
    }
}
