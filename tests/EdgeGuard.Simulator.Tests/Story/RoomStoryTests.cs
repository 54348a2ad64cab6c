using EdgeGuard.Simulator.Story;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests.Story;

public class RoomStoryTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(3600)]
    public void Every_trouble_lasts_12_seconds_and_ends_12_seconds_before_the_curtain(int available)
    {
        IReadOnlyList<StoryScene> scenes = RoomStory.Default(TimeSpan.FromSeconds(available)).Scenes;
        Assert.Equal(scenes.OrderBy(s => s.At), scenes);
        Assert.Equal(
            [
                StoryAction.FailAirConditioner1, StoryAction.RepairAirConditioner1, StoryAction.FailMains, StoryAction.RestoreMains,
                StoryAction.StartSmoke, StoryAction.ClearSmoke,
            ],
            scenes.Select(s => s.Action));
        foreach (StoryScene[] trouble in scenes.Chunk(2))
            Assert.True(trouble[1].At - trouble[0].At >= TimeSpan.FromSeconds(12));
        Assert.True(TimeSpan.FromSeconds(available) - scenes[^1].At >= TimeSpan.FromSeconds(12));
        Assert.All(scenes, s => Assert.False(string.IsNullOrWhiteSpace(s.Zh) || string.IsNullOrWhiteSpace(s.En)));
    }

    [Fact]
    public void A_story_of_less_than_a_minute_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RoomStory.Default(TimeSpan.FromSeconds(59)));

    [Fact]
    public async Task Played_on_the_room_it_leaves_it_healthy()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        await using var room = new VirtualRoom(time, new RoomOptions());
        var told = new List<(TimeSpan At, StoryAction Action)>();
        long began = time.GetTimestamp();
        Task play = RoomStory.Default(TimeSpan.FromSeconds(60)).PlayAsync(
            room, time, s => told.Add((time.GetElapsedTime(began), s.Action)), token);
        bool sawFault = false, sawOutage = false, sawSmoke = false;
        for (int second = 0; second < 60; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            SpinWait.SpinUntil(() => told.Count >= Expected(second + 1), TimeSpan.FromSeconds(5));
            sawFault |= room.State.AirConditioner1.Failed;
            sawOutage |= !room.State.Mains.Present;
            sawSmoke |= room.State.Inputs.Smoke;
        }

        await play;
        Assert.True(sawFault && sawOutage && sawSmoke);
        Assert.False(room.State.AirConditioner1.Failed || room.State.Inputs.Smoke);
        Assert.True(room.State.Mains.Present);
        Assert.Equal([5, 17, 20, 32, 35, 47], told.Select(t => (int)t.At.TotalSeconds));

        static int Expected(int second) => new[] { 5, 17, 20, 32, 35, 47 }.Count(at => at <= second);
    }
}
