using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Alarms;

public class LimitAlarmTests
{
    [Fact]
    public void A_value_at_the_limit_raises_and_one_below_the_deadband_clears_with_the_same_serial()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 26.9);
        room.Good(1, 27);
        room.Good(2, 26.0);
        room.Good(3, 25.9);

        Assert.Equal(["Begin B 1@1", "End D 1@3"], room.Told);
    }

    [Fact]
    public void An_on_delay_needs_its_full_good_time_and_two_true_readings()
    {
        var room = new TestRoom(TestRoom.High(27, on: 60, off: 20));

        room.Good(0, 28);
        room.Good(59, 28);
        Assert.Empty(room.Told);
        room.Good(60, 28);

        Assert.Equal(["Begin B 1@60"], room.Told);
    }

    [Fact]
    public void A_good_false_resets_the_on_timer()
    {
        var room = new TestRoom(TestRoom.High(27, on: 60));

        room.Good(0, 28);
        room.Good(50, 26);
        room.Good(55, 28);
        room.Good(100, 28);

        Assert.Empty(room.Told);
    }

    [Fact]
    public void A_value_inside_the_deadband_resets_the_off_timer_and_not_the_alarm()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1, off: 20));

        room.Good(0, 28);
        room.Good(10, 25);
        room.Good(25, 26.5);
        room.Good(30, 25);
        room.Good(49, 25);
        Assert.Equal(["Begin B 1@0"], room.Told);
        room.Good(50, 25);

        Assert.Equal(["Begin B 1@0", "End D 1@50"], room.Told);
    }

    [Fact]
    public void Bad_quality_neither_raises_nor_clears_and_is_told_once()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);
        for (int t = 1; t <= 10; t++)
            room.Bad(t);
        room.Good(11, 28);

        Assert.Equal(["Begin B 1@0", "Quality B 1@3", "Quality B 1@11"], room.Told);
    }

    [Fact]
    public void A_long_silence_starts_a_frozen_timer_from_zero()
    {
        var room = new TestRoom(TestRoom.High(27, on: 60));

        room.Good(0, 28);
        room.Good(50, 28);
        room.Bad(51);
        room.Bad(7250);
        room.Good(7260, 28);
        room.Good(7310, 28);
        Assert.Empty(room.Told);
        room.Good(7320, 28);

        Assert.Equal(["Begin B 1@7320"], room.Told);
    }

    [Fact]
    public void A_short_silence_only_freezes_the_timer()
    {
        var room = new TestRoom(TestRoom.High(27, on: 60));

        room.Good(0, 28);
        room.Good(50, 28);
        room.Bad(60);
        room.Good(70, 28);
        Assert.Empty(room.Told);
        room.Good(80, 28);

        Assert.Equal(["Begin B 1@80"], room.Told);
    }

    [Fact]
    public void An_uncertain_value_raises_and_does_not_clear()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Uncertain(0, 28);
        room.Uncertain(1, 20);
        Assert.Equal(["Begin B 1@0"], room.Told);
        room.Good(2, 20);

        Assert.Equal(["Begin B 1@0", "End D 1@2"], room.Told);
    }

    [Fact]
    public void A_jump_over_two_limits_gives_one_begin_and_the_way_down_goes_by_the_level_between()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1) with { Hh = new LimitConfig(30) });

        room.Good(0, 31);
        room.Good(1, 28);
        room.Good(2, 30);
        room.Good(3, 20);

        Assert.Equal(["Begin B 1@0", "Level B 1@1", "Level B 1@2", "End D 1@3"], room.Told);
    }

    [Fact]
    public void From_high_to_low_is_an_end_and_a_begin()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1, off: 20) with { L = new LimitConfig(10) });

        room.Good(0, 28);
        room.Good(1, 5);

        Assert.Equal(["Begin B 1@0", "End D 1@1", "Superseded A 1@1", "Begin B 2@1"], room.Told);
    }

    [Fact]
    public void A_rise_of_level_asks_for_a_new_acknowledgement_and_a_fall_keeps_it()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1) with { Hh = new LimitConfig(30) });

        room.Good(0, 28);
        Assert.Equal(AckResult.Done, room.Ack(1, 1, number: 1));
        room.Good(2, 31);
        Assert.Equal(AckResult.Stale, room.Ack(3, 1, number: 1));
        Assert.Equal(AckResult.Done, room.Ack(4, 1, number: 3));
        room.Good(5, 28);

        Assert.Equal(["Begin B 1@0", "Ack C 1@1", "Level B 1@2", "Ack C 1@4", "Level C 1@5"], room.Told);
    }

    [Fact]
    public void A_returned_alarm_nobody_acknowledged_is_superseded_by_the_next()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);
        room.Good(1, 20);
        room.Good(2, 28);

        Assert.Equal(["Begin B 1@0", "End D 1@1", "Superseded A 1@2", "Begin B 2@2"], room.Told);
    }

    [Fact]
    public void A_repeated_acknowledgement_succeeds_without_a_transition_and_an_unknown_serial_is_told()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1));

        room.Good(0, 28);

        Assert.Equal(AckResult.Done, room.Ack(1, 1));
        Assert.Equal(AckResult.Already, room.Ack(2, 1));
        Assert.Equal(AckResult.Unknown, room.Ack(3, 77));
        Assert.Equal(["Begin B 1@0", "Ack C 1@1"], room.Told);
    }

    [Fact]
    public void A_latching_alarm_ends_only_at_its_reset()
    {
        var room = new TestRoom(TestRoom.High(27, deadband: 1) with { Latch = true });

        room.Good(0, 28);
        Assert.Equal(AckResult.Refused, room.Reset(1, 1));
        room.Good(2, 20);
        Assert.Equal(AckResult.Refused, room.Reset(3, 1));
        room.Ack(4, 1);
        room.Good(5, 28);
        room.Ack(6, 1);
        room.Good(7, 20);
        Assert.Equal(AckResult.Done, room.Reset(8, 1));

        Assert.Equal(
            ["Begin B 1@0", "Rtn E 1@2", "Ack F 1@4", "Retrigger B 1@5", "Ack C 1@6", "Rtn F 1@7", "End A 1@8"],
            room.Told);
    }

    [Fact]
    public void A_contact_needs_one_reading_after_its_delay_and_latches_when_told_to()
    {
        var smoke = new RuleConfig
        {
            Id = "smoke",
            Type = RuleType.Digital,
            Point = "d.x",
            Level = 1,
            On = TimeSpan.FromSeconds(3),
            Off = TimeSpan.Zero,
            Label = new Words("烟雾", "Smoke"),
        };
        var room = new TestRoom(smoke);

        room.Good(0, 0);
        room.Good(1, 1);
        room.Good(2, 0);
        room.Good(3, 1);
        room.Good(6, 1);
        room.Good(7, 0);

        Assert.Equal(["Begin B 1@6", "End D 1@7"], room.Told);
    }
}
