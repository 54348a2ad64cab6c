namespace EdgeGuard.Simulator.Story;

/// <summary>One thing that happens in the demo's story.</summary>
/// <param name="At">Room time since the story began.</param>
/// <param name="Action">What is done to the room.</param>
/// <param name="Zh">For people, in Chinese.</param>
/// <param name="En">For people, in English.</param>
public sealed record StoryScene(TimeSpan At, StoryAction Action, string Zh, string En)
{
    public void Perform(VirtualRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        switch (Action)
        {
            case StoryAction.FailAirConditioner1:
                room.FailAirConditioner(1);
                break;
            case StoryAction.RepairAirConditioner1:
                room.RepairAirConditioner(1);
                break;
            case StoryAction.FailMains:
                room.FailMains();
                break;
            case StoryAction.RestoreMains:
                room.RestoreMains();
                break;
            case StoryAction.StartSmoke:
                room.Smoke(true);
                break;
            case StoryAction.ClearSmoke:
                room.Smoke(false);
                break;
            default:
                throw new InvalidOperationException($"The story has no action {Action}.");
        }
    }
}
