using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Core.Tests.Pipeline;

public class RestartTests
{
    [Fact]
    public void An_active_alarm_begins_once_and_ends_in_the_next_run_with_its_serial()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);
        room.Restart(snapshot: null, down: null);
        room.Good(1, 28);
        room.Good(2, 20);

        Assert.Equal(["Begin B 1@0", "End D 1@2"], room.Told);
    }

    [Fact]
    public void A_timer_goes_on_from_its_snapshot_after_a_short_absence()
    {
        var room = new TestRoom(TestRoom.High(27, on: 60));

        room.Good(0, 28);
        room.Good(50, 28);
        PipelineSnapshot snapshot = room.Pipeline.Snapshot();
        room.Restart(snapshot, TimeSpan.FromSeconds(5));
        room.Good(1, 28);
        room.Good(11, 28);

        Assert.Equal(["Begin B 2000@11"], room.Told);
    }

    [Fact]
    public void A_timer_starts_from_zero_after_a_long_or_unknown_absence()
    {
        var room = new TestRoom(TestRoom.High(27, on: 60));

        room.Good(0, 28);
        room.Good(50, 28);
        PipelineSnapshot snapshot = room.Pipeline.Snapshot();
        room.Restart(snapshot, down: null);
        room.Good(1, 28);
        room.Good(60, 28);

        Assert.Empty(room.Told);
    }

    [Fact]
    public void An_alarm_whose_rule_was_taken_away_ends_by_configuration()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);
        room.Restart(null, null, TestRoom.High(27, deadband: 1) with { Id = "other" });

        Assert.Equal(["Begin B 1@0", "End A 1@0"], room.Told);
        Assert.Empty(room.Kept);
    }

    [Theory]
    [InlineData("{\"state\":")]
    [InlineData("null")]
    [InlineData("{}")]
    public void A_stored_state_that_cannot_be_read_does_not_keep_the_gateway_from_starting(string stored)
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);
        foreach (string key in room.Kept.Keys.ToList())
            room.Kept[key] = Encoding.UTF8.GetBytes(stored);
        room.Restart(null, null);
        Assert.Empty(room.Kept);
        room.Good(1, 28);

        Assert.Equal(["Begin B 1@0", "Begin B 2000@1"], room.Told);
    }

    [Fact]
    public void An_alarm_whose_level_was_changed_by_configuration_tells_its_new_level_once()
    {
        RuleConfig rule = TestRoom.High(27, deadband: 1);
        var room = new TestRoom(rule);

        room.Good(0, 28);
        room.Ack(1, 1);
        room.Restart(null, null, rule with { H = new LimitConfig(27, Level: 1) });
        room.Good(1, 28);
        room.Good(2, 28);

        Assert.Equal(["Begin B 1@0", "Ack C 1@1", "Level B 1@1"], room.Told);
        Assert.Equal(1, Assert.Single(room.Pipeline.Standing()).State.Level);
    }

    [Fact]
    public void A_silent_device_stays_silent_over_a_restart_until_it_has_answered_for_a_minute()
    {
        var room = new TestRoom();

        for (int t = 0; t <= 20; t++)
            room.Fail(t);
        room.Restart(null, null);
        room.Good(1, 20);
        room.Good(30, 20);
        Assert.Equal(["Begin B 1@15"], room.Told);
        room.Good(61, 20);

        Assert.Equal(["Begin B 1@15", "End D 1@61"], room.Told);
    }

    [Fact]
    public void A_state_kept_by_an_earlier_version_is_taken_up_whole()
    {
        const string kept = """
            {"state":{"serial":5,"number":1,"unackedSince":1,"active":true,"acked":false,"latched":false,"stage":0,"level":3,"value":28,"limit":27,
            "quality":"Good","onset":{"boot":1,"sinceBoot":"00:00:01"},"raisedAt":{"boot":1,"sinceBoot":"00:00:01"},
            "changedAt":{"boot":1,"sinceBoot":"00:00:01"},"retriggers":0},"device":"d","point":"d.x","unit":"DegreeCelsius",
            "pointLabel":{"zh":"温度","en":"Temperature"},"rule":"high","ruleLabel":{"zh":"过高","en":"High"},"stage":"H"}
            """;
        var room = new TestRoom(TestRoom.High(27, deadband: 1));
        room.Kept["d.x.high"] = Encoding.UTF8.GetBytes(kept);

        room.Restart(null, null);
        room.Good(1, 28);
        Assert.Equal("B", Assert.Single(room.Pipeline.Standing()).State.Letter.ToString());
        room.Good(2, 20);

        Assert.Equal(["End D 5@2"], room.Told);
    }
}
