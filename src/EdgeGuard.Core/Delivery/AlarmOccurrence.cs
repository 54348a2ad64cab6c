using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Delivery;

/// <summary>One occurrence of an alarm, as far as its black box needs it. That of one that ended is kept in the commit of its end.</summary>
/// <param name="Onset">When its condition first held.</param>
/// <param name="Ended">Null: it stands.</param>
/// <param name="Related">Names of points beyond those of its device that its rule reads.</param>
public sealed record AlarmOccurrence(
    uint Serial,
    string Key,
    string Device,
    string Point,
    Words Label,
    int Level,
    MonotonicTime Onset,
    MonotonicTime Began,
    MonotonicTime? Ended,
    IReadOnlyList<string> Related)
{
    public static AlarmOccurrence Of(AlarmDefinition alarm, AlarmState state) => new(
        state.Serial,
        alarm.Key,
        alarm.Point.Device,
        alarm.Point.Name,
        alarm.Rule.Label,
        state.Level,
        state.Onset,
        state.RaisedAt,
        state.Active || state.Latched ? null : state.ChangedAt,
        alarm.Related);
}
