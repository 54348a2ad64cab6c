using EdgeGuard.Core.Alarms;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>One transition of an alarm in the life of a room.</summary>
/// <param name="At">Since the life began.</param>
internal sealed record AlarmSeen(TimeSpan At, string Key, string Rule, AlarmFlag Flag, AlarmState State)
{
    public int Level => State.Level;

    /// <summary>People are not told: it is known to be a consequence.</summary>
    public bool Consequence => State.Suppressed is not null;

    public override string ToString() =>
        $"{At:d\\ hh\\:mm\\:ss} {Flag} {Key} level {Level} value {State.Value:0.##} serial {State.Serial}{(Consequence ? $" under {State.Suppressed!.Key}" : "")}";
}
