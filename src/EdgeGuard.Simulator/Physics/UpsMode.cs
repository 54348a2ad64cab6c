namespace EdgeGuard.Simulator.Physics;

public enum UpsMode : byte
{
    Off,
    Normal,
    Battery,

    /// <summary>Battery test: the battery carries the load although the mains are there.</summary>
    Test,
}
