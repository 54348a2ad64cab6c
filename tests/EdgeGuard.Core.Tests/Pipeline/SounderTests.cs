using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Pipeline;

public class SounderTests
{
    private static readonly SounderConfig s_alarms = new() { Operation = "horn" };

    [Fact]
    public void An_alarm_of_its_levels_sounds_until_it_is_acknowledged()
    {
        GuardedRoom room = Quiet(s_alarms);
        room.Set(2, x: 35);
        room.Tick(2);
        room.Tick(3);
        Assert.Equal(["horn=1 Asked"], room.Writes);

        room.Ack(4, 2);
        room.Tick(4);
        room.Tick(5);
        Assert.Equal(["horn=1 Asked"], room.Writes);
        room.Ack(6, 1);
        room.Tick(6);

        Assert.Equal(["horn=1 Asked", "horn=0 Asked"], room.Writes);
        Assert.Equal("set to 0, read back (operation) · edgeguard", room.Journal[^1].Text);
    }

    [Theory]
    [InlineData(25, 2, false)]
    [InlineData(25, 3, true)]
    [InlineData(35, 1, false)]
    [InlineData(35, 2, true)]
    [InlineData(45, 1, true)]
    [InlineData(45, 0, false)]
    public void The_levels_are_configured(double x, int levels, bool sounds)
    {
        GuardedRoom room = Quiet(s_alarms with { Levels = levels });

        room.Set(2, x);
        room.Tick(2);

        Assert.Equal(sounds, room.Writes.Count == 1);
    }

    [Fact]
    public void An_alarm_that_has_gone_sounds_on_until_somebody_has_seen_it()
    {
        GuardedRoom room = Quiet(s_alarms);
        room.Set(2, x: 35);
        room.Tick(2);
        room.Set(3, x: 0);
        room.Tick(3);

        Assert.Equal(["horn=1 Asked"], room.Writes);
    }

    [Fact]
    public void What_its_time_or_a_person_has_silenced_stays_silent_until_something_new_comes()
    {
        GuardedRoom room = Quiet(s_alarms);
        room.Set(2, x: 35);
        room.Tick(2);
        room.Tick(62);
        room.Tick(63);
        Assert.Equal(["horn=1 Asked", "horn=0 Returned"], room.Writes);

        room.Set(64, x: 45);
        room.Tick(64);
        Assert.Equal("horn=1 Asked", room.Writes[^1]);
        room.Operate(65, "horn", 0);
        room.Tick(66);

        Assert.Equal(["horn=1 Asked", "horn=0 Returned", "horn=1 Asked", "horn=0 Asked"], room.Writes);
    }

    [Fact]
    public void A_platform_out_of_reach_sounds_after_its_time_and_ends_when_it_is_back()
    {
        GuardedRoom room = Quiet(s_alarms with { Levels = 0, PlatformSilent = TimeSpan.FromSeconds(30) });
        room.Link(2, connected: true);
        room.Tick(100);
        Assert.Empty(room.Writes);

        room.Link(100, connected: false);
        room.Link(120, connected: false);
        room.Tick(129);
        Assert.Empty(room.Writes);
        room.Tick(130);
        room.Tick(131);
        Assert.Equal(["horn=1 Asked"], room.Writes);
        room.Link(132, connected: true);
        room.Tick(132);

        Assert.Equal(["horn=1 Asked", "horn=0 Asked"], room.Writes);
    }

    [Fact]
    public void A_platform_that_was_never_reached_counts_from_the_start()
    {
        GuardedRoom room = Quiet(s_alarms with { PlatformSilent = TimeSpan.FromSeconds(30) });
        room.Tick(30);
        Assert.Empty(room.Writes);

        room.Tick(31);

        Assert.Equal(["horn=1 Asked"], room.Writes);
    }

    [Fact]
    public void What_did_not_sound_is_tried_again()
    {
        GuardedRoom room = Quiet(s_alarms);
        room.Faults.Enqueue("no answer");
        room.Set(2, x: 35);
        room.Tick(2);
        room.Tick(11);
        Assert.Equal(["horn=1 Asked"], room.Writes);

        room.Tick(12);

        Assert.Equal(1, room.At["horn"]);
    }

    [Fact]
    public void An_interlock_keeps_it_silent_which_is_told_once_and_it_sounds_when_it_may()
    {
        GuardedRoom room = Quiet(s_alarms);
        room.Set(2, x: 35, door: 1);
        for (int s = 2; s < 20; s++)
            room.Tick(s);
        Assert.Empty(room.Writes);
        Assert.Equal("Setting 1 refused: its interlock does not hold: d.door == 0 · edgeguard", Assert.Single(room.Journal).Text);

        room.Set(20, door: 0);
        room.Tick(20);

        Assert.Equal(["horn=1 Asked"], room.Writes);
    }

    /// <summary>A room where nothing has happened yet, at rest.</summary>
    private static GuardedRoom Quiet(SounderConfig sounder)
    {
        var room = new GuardedRoom(sounder: sounder);
        room.Set(1);
        room.Tick(1);
        Assert.Empty(room.Writes);
        return room;
    }
}
