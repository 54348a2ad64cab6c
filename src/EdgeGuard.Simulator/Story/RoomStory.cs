namespace EdgeGuard.Simulator.Story;

/// <summary>
/// The demo's story: an air conditioner fails and is repaired, the mains fail and return, smoke comes and goes. Three scenes one after
/// the other, so that each alarm begins and ends before the next trouble, spread over the room time there is.
/// </summary>
public sealed class RoomStory
{
    /// <summary>The least room time the story needs: 12 s or more lie between a trouble's begin and its end, and after the last end.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(60);

    /// <summary>With more room time than this the scenes grow no longer: an outage of minutes is told in minutes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private RoomStory(IReadOnlyList<StoryScene> scenes) => Scenes = scenes;

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<StoryScene> Scenes { get; }

    /// <param name="available">Room time from the story's begin to the end of the demo.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="Shortest"/>.</exception>
    public static RoomStory Default(TimeSpan available)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(available, Shortest);
        double scale = (available < Longest ? available : Longest) / Shortest;
        return new RoomStory(
        [
            Scene(5, StoryAction.FailAirConditioner1, "1号空调压缩机故障停机", "The compressor of air conditioner 1 trips"),
            Scene(17, StoryAction.RepairAirConditioner1, "1号空调修复", "Air conditioner 1 is repaired"),
            Scene(20, StoryAction.FailMains, "市电停电，蓄电池和UPS供电", "The mains fail; battery and UPS carry the load"),
            Scene(32, StoryAction.RestoreMains, "市电恢复", "The mains return"),
            Scene(35, StoryAction.StartSmoke, "机房出现烟雾", "Smoke in the room"),
            Scene(47, StoryAction.ClearSmoke, "烟雾散去", "The smoke clears"),
        ]);

        StoryScene Scene(double seconds, StoryAction action, string zh, string en) =>
            new(TimeSpan.FromSeconds(seconds * scale), action, zh, en);
    }

    /// <summary>Plays the scenes on the room, each at its time, and tells each one as it is played.</summary>
    /// <param name="room">The stage.</param>
    /// <param name="time">Room time.</param>
    /// <param name="told">Called after each scene was played.</param>
    /// <param name="cancellationToken">Ends the play.</param>
    public async Task PlayAsync(VirtualRoom room, TimeProvider time, Action<StoryScene> told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(told);
        long began = time.GetTimestamp();
        foreach (StoryScene scene in Scenes)
        {
            TimeSpan wait = scene.At - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            scene.Perform(room);
            told(scene);
        }
    }
}
