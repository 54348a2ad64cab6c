namespace EdgeGuard.Simulator.Life;

/// <summary>Points of contacts and temperature probes. Noise and resolution of cheap sensors [assumed].</summary>
internal static class RoomPoints
{
    /// <summary>The mains contact senses what the room is fed with, behind the transfer switch.</summary>
    public static RoomPoint[] Contacts() =>
    [
        new("smoke1", "env.smoke", 1, 0, static m => Flag(m.Smoke(1))),
        new("smoke2", "env.smoke", 1, 0, static m => Flag(m.Smoke(2))),
        new("water", "env.water", 1, 0, static m => Flag(m.State.Inputs.Water)),
        new("door", "env.door", 1, 0, static m => Flag(m.State.Inputs.DoorOpen)),
        new("mains", "mains.lost", 1, 0, static m => Flag(!m.State.Inputs.Mains)),
        new("spd", "mains.surgeArrester", 1, 0, static m => Flag(m.SurgeArresterFailed)),
    ];

    public static RoomPoint[] Inlet(int probe) => Probe(probe, "env.rackInletTemperature");

    public static RoomPoint[] Climate(int probe) => Probe(probe, "env.temperature");

    internal static double Flag(bool set) => set ? 1 : 0;

    private static RoomPoint[] Probe(int probe, string signal) =>
    [
        new("temperature", signal, 10, 0.05, m => m.Temperature(probe)),
        new("humidity", "env.humidity", 10, 0.3, m => m.Humidity(probe)),
    ];
}
