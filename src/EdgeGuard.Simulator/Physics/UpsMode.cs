namespace EdgeGuard.Simulator.Physics;

public enum UpsMode : byte
{
    Off,
    Normal,
    Battery,
}
