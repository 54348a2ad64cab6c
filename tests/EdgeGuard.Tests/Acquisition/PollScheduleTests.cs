using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

public class PollScheduleTests
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_healthy_device_keeps_its_rhythm_whatever_a_poll_takes()
    {
        var schedule = new PollSchedule(s_period);

        schedule.Polled(At(0), At(0.3), failed: false, dead: 0, shared: true);
        Assert.Equal(At(1), schedule.Due);
        schedule.Polled(At(1.1), At(1.2), failed: false, dead: 0, shared: true);

        Assert.Equal(At(2), schedule.Due);
    }

    [Fact]
    public void Polls_missed_in_a_stall_are_not_made_up_for()
    {
        var schedule = new PollSchedule(s_period);

        schedule.Polled(At(0), At(7.5), failed: false, dead: 0, shared: true);

        Assert.Equal(At(8), schedule.Due);
    }

    [Fact]
    public void A_poll_out_of_turn_leaves_the_rhythm_as_it_is()
    {
        var schedule = new PollSchedule(s_period);
        schedule.Polled(At(0), At(0), failed: false, dead: 0, shared: true);

        schedule.Want();
        Assert.True(schedule.IsDue(At(0.4)));
        schedule.Begin();
        schedule.Polled(At(0.4), At(0.4), failed: false, dead: 0, shared: true);

        Assert.False(schedule.IsDue(At(0.5)));
        Assert.Equal(At(1), schedule.Due);
    }

    [Fact]
    public void A_dead_device_on_a_shared_bus_takes_a_tenth_of_its_time_and_is_tried_at_least_every_minute()
    {
        var schedule = new PollSchedule(s_period);

        Fail(schedule, times: 3, dead: 1);
        Assert.Equal(schedule.Due - Last, TimeSpan.FromSeconds(5));
        Fail(schedule, times: 1, dead: 50);

        Assert.Equal(schedule.Due - Last, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_dead_device_alone_on_its_bus_is_tried_at_its_own_rhythm()
    {
        var schedule = new PollSchedule(s_period);

        for (int i = 0; i < 10; i++)
            schedule.Polled(At(i), At(i + 0.5), failed: true, dead: 1, shared: false);

        Assert.Equal(At(10), schedule.Due);
    }

    [Fact]
    public void One_good_answer_gives_a_device_its_rhythm_back()
    {
        var schedule = new PollSchedule(s_period);
        Fail(schedule, times: 4, dead: 1);

        TimeSpan now = schedule.Due;
        schedule.Polled(now, now, failed: false, dead: 1, shared: true);

        Assert.Equal(now + s_period, schedule.Due);
        Assert.False(schedule.GivenUp);
    }

    private TimeSpan Last { get; set; }

    private void Fail(PollSchedule schedule, int times, int dead)
    {
        for (int i = 0; i < times; i++)
        {
            TimeSpan start = schedule.Due;
            Last = start + TimeSpan.FromSeconds(0.5);
            schedule.Polled(start, Last, failed: true, dead, shared: true);
        }
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
