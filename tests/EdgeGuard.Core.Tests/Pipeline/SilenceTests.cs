using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Pipeline;

public class SilenceTests
{
    [Fact]
    public void A_rule_of_the_site_takes_the_place_of_the_gateway_s_own_of_the_same_id()
    {
        var room = new TestRoom(new RuleConfig
        {
            Id = "silent",
            Type = RuleType.Digital,
            Signal = "device.comm",
            Level = 1,
            On = TimeSpan.Zero,
            Label = new Words("无应答", "No answer"),
        });

        for (int t = 0; t <= 20; t++)
            room.Fail(t);
        room.Restart(null, null);

        Assert.Equal(["Begin B 1@15"], room.Told);
        Assert.Equal(1, Assert.Single(room.Pipeline.Standing()).State.Level);
    }

    [Fact]
    public void A_silent_device_raises_one_alarm_after_fifteen_seconds_of_tries_and_ends_nothing_else()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);
        for (int t = 1; t <= 100; t++)
            room.Fail(t);

        Assert.Equal(["Begin B 1@0", "Quality B 1@3", "Begin B 2@16"], room.Told);
        Assert.Equal(QualityReason.Stale, room.Pipeline[new PointId(2)].Latest.Reason);
        Assert.Equal("no answer", room.Pipeline.DetailOf(0));
    }

    [Fact]
    public void A_device_that_answers_and_feeds_no_point_is_told_as_a_fault_of_its_data()
    {
        var room = new TestRoom(TestRoom.High(27));

        room.Good(0, 20);
        for (int t = 1; t <= 30; t++)
            room.Unfed(t);

        Assert.Equal(["Begin B 1@16"], room.Told);
        Assert.EndsWith("data.invalid", Assert.Single(room.Pipeline.Standing()).Alarm.Key, StringComparison.Ordinal);
        Assert.False(room.Pipeline.IsSilent(0));
    }

    [Fact]
    public void It_answers_again_after_three_good_polls_and_a_minute()
    {
        var room = new TestRoom();

        for (int t = 0; t <= 20; t++)
            room.Fail(t);
        for (int t = 21; t <= 81; t++)
            room.Good(t, 20);

        Assert.Equal(["Begin B 1@15", "End D 1@81"], room.Told);
    }

    [Fact]
    public void The_gateways_own_stall_is_not_a_silent_device()
    {
        var room = new TestRoom();

        room.Good(0, 20);
        room.Good(3600, 20);

        Assert.Empty(room.Told);
        Assert.False(room.Pipeline.IsSilent(0));
    }

    [Fact]
    public void Two_failed_polls_far_apart_are_not_silence()
    {
        var room = new TestRoom();

        room.Fail(0);
        room.Fail(60);

        Assert.Empty(room.Told);
    }

    [Fact]
    public void A_device_that_answers_with_a_value_missing_raises_its_own_alarm_once_and_clears_it_by_good_data()
    {
        var room = new TestRoom();

        for (int t = 0; t <= 30; t++)
            room.Bad(t);
        for (int t = 31; t <= 91; t++)
            room.Good(t, 20);

        Assert.Equal(["Begin B 1@15", "End D 1@91"], room.Told);
        Assert.False(room.Pipeline.IsSilent(0));
    }
}
