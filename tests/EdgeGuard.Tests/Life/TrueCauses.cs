using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>Which alarms are true: those that something in the room's life explains while it acts, and for a while afterwards.</summary>
internal sealed class TrueCauses(IReadOnlyList<LifeEvent> events)
{
    private static readonly Cause[] s_causes =
    [
        new(LifeEventKind.MainsLost, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), "mains-lost", "rectifier-ac-failed", "rectifier-modules-ac", "ups-on-battery", "battery-discharge"),
        new(LifeEventKind.MainsLost, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(1), "mains-lost-long"),
        new(LifeEventKind.SmokeTrip, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), "smoke"),
        new(LifeEventKind.DoorOpen, TimeSpan.FromMinutes(60), TimeSpan.Zero, "door-open"),
        new(LifeEventKind.DoorOpen, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15), "humidity", "condensation"),
        new(LifeEventKind.UpsTest, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(1), "ups-on-battery"),
    ];

    public bool Explain(AlarmSeen alarm) => events.Any(e => s_causes.Any(c =>
        c.Kind == e.Kind && e.Length >= c.Least && c.Rules.Contains(alarm.Rule) && e.At <= alarm.At && alarm.At <= e.Until + c.After));

    /// <param name="Least">What is shorter explains nothing.</param>
    /// <param name="After">For so long after its end it still does.</param>
    private sealed record Cause(LifeEventKind Kind, TimeSpan Least, TimeSpan After, params string[] Rules);
}
