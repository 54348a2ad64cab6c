using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>A fault and what must come of it.</summary>
/// <param name="Hours">Lived in all; the fault begins after the first.</param>
internal sealed record FaultCase(string Name, double Hours, params LifeEvent[] Faults)
{
    /// <summary>Alarms that must be told, with their level when told first, and how long after the fault's begin at the latest; in this order.</summary>
    public (string Key, int Level, TimeSpan Within)[] Found { get; init; } = [];

    /// <summary>Rules whose alarms may be told too, since they are true: what is never suppressed, and what the fault brings with it later.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>Rules whose alarms may stand when the fault is over.</summary>
    public string[] Lasting { get; init; } = [];

    public override string ToString() => Name;
}
