using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// A dry contact from a line to ground, closed while all is well, so that a broken wire looks like an alarm.
/// With the pull-up a closed loop reads low.
/// </summary>
/// <param name="Name">smoke, water, door, mains, ac1, ac2.</param>
/// <param name="Line">Offset on the chip.</param>
/// <param name="IsAlarm">Opens the contact.</param>
internal sealed record RoomContact(string Name, int Line, Func<RoomState, bool> IsAlarm)
{
    /// <summary>Detectors and relays as wired to the header's lines 17, 27, 22, 23, 24 and 25.</summary>
    public static IReadOnlyList<RoomContact> All { get; } =
    [
        new("smoke", 17, static r => r.Inputs.Smoke),
        new("water", 27, static r => r.Inputs.Water),
        new("door", 22, static r => r.Inputs.DoorOpen),
        new("mains", 23, static r => !r.Mains.Present),
        new("ac1", 24, static r => r.AirConditioner1.Failed),
        new("ac2", 25, static r => r.AirConditioner2.Failed),
    ];
}
