namespace EdgeGuard.Simulator.Story;

/// <summary>What happens to the room in a scene.</summary>
public enum StoryAction : byte
{
    FailAirConditioner1,
    RepairAirConditioner1,
    FailMains,
    RestoreMains,
    StartSmoke,
    ClearSmoke,
}
