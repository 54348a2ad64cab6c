namespace EdgeGuard.Simulator.Physics;

/// <summary>Where temperature is measured; 0.2, 1.1 and 2.0 m above the floor as GB 50462 12.2.2 asks, and at the rack.</summary>
public enum RoomProbe : byte
{
    Low,
    Middle,
    High,
    Rack,
}
