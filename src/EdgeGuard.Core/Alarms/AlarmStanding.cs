namespace EdgeGuard.Core.Alarms;

/// <summary>An alarm as it stands, to explain it to people.</summary>
/// <param name="Stages">In the rule's order.</param>
public sealed record AlarmStanding(AlarmDefinition Alarm, AlarmState State, IReadOnlyList<StageStanding> Stages);
