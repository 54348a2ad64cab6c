using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Alarms;

/// <summary>An alarm as it stands, to explain it to people: its state, its stages, and what its expressions are worth now.</summary>
public sealed record AlarmStanding(AlarmDefinition Alarm, AlarmState State, IReadOnlyList<StageStanding> Stages)
{
    /// <summary>Points and calls that remember, in the order in which they are written; empty for a rule without expressions.</summary>
    public IReadOnlyList<TermValue> Terms { get; init; } = [];
}
