using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

public class PollScheduleTests
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_healthy_device_keeps_its_rhythm_whatever_a_poll_takes()
    {
        var schedule = new PollSchedule(s_period);

        schedule.Polled(At(0), At(0.3), failed: false, others: true);
        Assert.Equal(At(1), schedule.Due);
        schedule.Polled(At(1.1), At(1.2), failed: false, others: true);

        Assert.Equal(At(2), schedule.Due);
    }

    [Theory]
    [InlineData(2.1, 2.25)]
    [InlineData(2.25, 3.25)]
    [InlineData(0.1, 0.25)]
    public void A_device_with_a_given_beat_is_first_polled_at_once_and_then_in_that_beat(double first, double second)
    {
        var schedule = new PollSchedule(s_period);
        schedule.BeatAt(0.25);

        Assert.True(schedule.IsDue(At(0)));
        schedule.Polled(At(first), At(first), failed: false, others: true);
        Assert.Equal(At(second), schedule.Due);
        schedule.Polled(At(second), At(second + 0.1), failed: false, others: true);

        Assert.Equal(At(second + 1), schedule.Due);
    }

    [Fact]
    public void Polls_missed_in_a_stall_are_not_made_up_for()
    {
        var schedule = new PollSchedule(s_period);

        schedule.Polled(At(0), At(7.5), failed: false, others: true);

        Assert.Equal(At(8), schedule.Due);
    }

    [Fact]
    public void A_poll_out_of_turn_leaves_the_rhythm_as_it_is()
    {
        var schedule = new PollSchedule(s_period);
        schedule.Polled(At(0), At(0), failed: false, others: true);

        schedule.Want();
        Assert.True(schedule.IsDue(At(0.4)));
        schedule.Begin();
        schedule.Polled(At(0.4), At(0.4), failed: false, others: true);

        Assert.False(schedule.IsDue(At(0.5)));
        Assert.Equal(At(1), schedule.Due);
    }

    [Theory]
    [InlineData(2, 1.4, false)]
    [InlineData(3, 1.4, false)]
    [InlineData(4, 1.0, true)]
    [InlineData(1, 60.0, false)]
    [InlineData(2, 60.0, true)]
    public void A_device_is_lost_after_both_two_failed_polls_and_three_seconds_of_them(int failures, double apart, bool lost)
    {
        var schedule = new PollSchedule(s_period);

        for (int i = 0; i < failures; i++)
            schedule.Polled(At(i * apart), At(i * apart), failed: true, others: true);

        Assert.Equal(lost, schedule.IsLost);
    }

    [Fact]
    public void Time_in_which_nothing_was_tried_loses_nobody()
    {
        var schedule = new PollSchedule(s_period);

        schedule.Polled(At(0), At(0), failed: true, others: true);
        schedule.Polled(At(3600), At(3600), failed: false, others: true);
        schedule.Polled(At(7200), At(7200), failed: true, others: true);

        Assert.False(schedule.IsLost);
        Assert.False(schedule.IsSpared);
    }

    [Fact]
    public void Probes_of_a_lost_device_grow_from_two_seconds_to_five_minutes_and_one_proves_its_silence_after_fifteen()
    {
        var schedule = new PollSchedule(s_period);
        var probes = new List<double>();
        for (int i = 0; i < 4; i++)
            schedule.Polled(At(i), At(i + 0.1), failed: true, others: true);

        for (int i = 0; i < 12; i++)
        {
            probes.Add(schedule.Probe.TotalSeconds);
            schedule.Polled(schedule.Probe, schedule.Probe + At(0.1), failed: true, others: true);
        }

        // Pauses of 2, 4, 8, 16 s and so on, but for the one that the alarm waits for.
        Assert.Equal([5.1, 9.2, 15.1, 31.2, 63.3, 127.4, 255.5, 511.6, 781.7, 1051.8, 1321.9, 1592], probes);
    }

    [Fact]
    public void One_that_says_at_once_that_it_is_not_there_keeps_its_rhythm()
    {
        var schedule = new PollSchedule(s_period);

        for (int i = 0; i < 600; i++)
            schedule.Polled(At(i), At(i + 0.0003), failed: true, others: true);

        Assert.InRange(schedule.Probe, At(600), At(600.1));
    }

    [Fact]
    public void A_device_that_is_polled_seldom_is_not_probed_more_often_than_that()
    {
        var schedule = new PollSchedule(TimeSpan.FromMinutes(10));

        for (int i = 0; i < 6; i++)
            schedule.Polled(At(600 * i), At(600 * i), failed: true, others: true);

        Assert.Equal(At(3600), schedule.Probe);
    }

    [Fact]
    public void A_dead_device_with_nobody_to_spare_is_tried_in_its_own_rhythm()
    {
        var schedule = new PollSchedule(s_period);

        for (int i = 0; i < 10; i++)
            schedule.Polled(At(i), At(i + 0.5), failed: true, others: false);

        Assert.Equal(At(10), schedule.Due);
        Assert.Equal(At(10), schedule.Probe);
    }

    [Fact]
    public void One_good_answer_gives_a_device_its_rhythm_back()
    {
        var schedule = new PollSchedule(s_period);
        for (int i = 0; i < 20; i++)
            schedule.Polled(schedule.IsLost ? schedule.Probe : schedule.Due, schedule.Probe, failed: true, others: true);
        TimeSpan now = schedule.Probe + At(0.25);

        schedule.Polled(now, now, failed: false, others: true);

        Assert.False(schedule.IsLost || schedule.IsSpared);
        Assert.InRange(schedule.Due - now, At(0), s_period);
        Assert.Equal(0, schedule.Due.Ticks % s_period.Ticks);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
