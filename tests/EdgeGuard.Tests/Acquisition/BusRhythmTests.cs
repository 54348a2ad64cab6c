using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

public class BusRhythmTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task No_poll_drifts_in_a_day()
    {
        using SimulatedLine line = Line(s_second, 2 * s_second, 7 * s_second);

        await line.RunAsync(TimeSpan.FromHours(24));

        foreach (SimulatedDevice device in line.Devices)
        {
            TimeSpan period = device.Polled.Schedule.Period;
            Assert.All(device.Polls, (poll, i) => Assert.InRange(poll.At - device.Polls[0].At - i * period, TimeSpan.Zero, 0.4 * s_second));
            Assert.InRange(device.Polls.Count, 86_400 / period.TotalSeconds - 1, 86_400 / period.TotalSeconds + 1);
        }
    }

    [Fact]
    public async Task On_a_bus_that_is_asked_for_more_than_it_can_every_device_gets_its_turn()
    {
        using SimulatedLine line = Line([.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? s_second : 1.5 * s_second)]);

        await line.RunAsync(TimeSpan.FromMinutes(10));

        int[] polls = [.. line.Devices.Select(d => d.Polls.Count)];
        Assert.InRange(polls.Max() - polls.Min(), 0, 2);
        Assert.All(line.Devices, d => Assert.All(Gaps(d), gap => Assert.InRange(gap, 2.3 * s_second, 2.6 * s_second)));
    }

    [Fact]
    public async Task A_stall_of_the_gateway_loses_nobody_and_is_not_made_up_for()
    {
        using SimulatedLine line = Line([.. Enumerable.Repeat(5 * s_second, 10)]);
        await line.RunAsync(TimeSpan.FromMinutes(1));
        int before = line.Devices[0].Polls.Count;

        line.Pass(TimeSpan.FromMinutes(10));
        await line.RunAsync(TimeSpan.FromMinutes(1));

        Assert.All(line.Devices, d => Assert.False(d.Polled.Schedule.IsLost || d.Polled.Schedule.IsSpared));
        Assert.All(line.Devices, d => Assert.InRange(d.Polls.Count - before, 12, 14));
    }

    [Fact]
    public async Task A_device_that_comes_back_after_hours_is_read_whole_in_one_poll_and_has_its_rhythm_again()
    {
        using SimulatedLine line = new([.. Enumerable.Repeat(5 * s_second, 20)], s_second, requests: 3);
        await line.RunAsync(TimeSpan.FromMinutes(1));
        SimulatedDevice device = line.Devices[7];
        device.IsAlive = false;
        await line.RunAsync(TimeSpan.FromHours(3));
        Assert.True(device.Polled.Schedule.IsLost);
        Assert.InRange(Gaps(device).Max(), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        int before = device.Polls.Count;

        device.IsAlive = true;
        await line.RunAsync(TimeSpan.FromMinutes(6));

        List<(TimeSpan At, int Answered)> after = device.Polls[before..];
        Assert.All(after, poll => Assert.Equal(3, poll.Answered));
        Assert.InRange(after[0].At - device.Polls[before - 1].At, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.InRange(after[1].At - after[0].At, TimeSpan.Zero, 5.5 * s_second);
        Assert.All(after.Skip(1).Zip(after.Skip(2)), pair => Assert.InRange(pair.Second.At - pair.First.At, 4.5 * s_second, 5.5 * s_second));
        Assert.False(device.Polled.Schedule.IsLost);
    }

    [Fact]
    public async Task Whoever_asks_for_a_lost_device_has_it_tried_at_once_with_all_its_time()
    {
        using SimulatedLine line = Line([.. Enumerable.Repeat(s_second, 25)]);
        SimulatedDevice device = line.Devices[3];
        device.IsAlive = false;
        await line.RunAsync(TimeSpan.FromHours(1));
        (device.IsAlive, device.Turnaround) = (true, 0.9 * s_second);
        int before = device.Polls.Count;

        line.Wake(device);
        await line.RunAsync(3 * s_second);

        Assert.Equal(1, device.Polls[before].Answered);
        Assert.False(device.Polled.Schedule.IsLost);
    }

    [Fact]
    public async Task A_slow_device_that_never_answered_before_is_found_by_a_probe_that_is_given_all_its_time()
    {
        using SimulatedLine line = Line([.. Enumerable.Repeat(s_second, 25)]);
        (line.Devices[3].IsAlive, line.Devices[3].Turnaround) = (false, 0.9 * s_second);
        await line.RunAsync(TimeSpan.FromMinutes(1));

        line.Devices[3].IsAlive = true;
        await line.RunAsync(TimeSpan.FromHours(1));

        Assert.Equal(1, line.Devices[3].Polls[^1].Answered);
    }

    [Fact]
    public async Task When_a_cut_cable_is_mended_every_device_is_back_within_a_minute()
    {
        using SimulatedLine line = Line([.. Enumerable.Repeat(5 * s_second, 12)]);
        foreach (SimulatedDevice device in line.Devices)
            device.IsAlive = false;
        await line.RunAsync(TimeSpan.FromHours(1));

        foreach (SimulatedDevice device in line.Devices)
            device.IsAlive = true;
        await line.RunAsync(TimeSpan.FromMinutes(1));

        Assert.All(line.Devices, d => Assert.Equal(1, d.Polls[^1].Answered));
    }

    [Fact]
    public async Task What_comes_back_brings_the_others_that_were_lost_with_it()
    {
        using SimulatedLine line = Line([.. Enumerable.Repeat(5 * s_second, 12)]);
        foreach (SimulatedDevice device in line.Devices.Take(6))
            device.IsAlive = false;
        await line.RunAsync(TimeSpan.FromHours(1));
        foreach (SimulatedDevice device in line.Devices)
            device.IsAlive = true;
        line.Wake(line.Devices[2]);

        await line.RunAsync(5 * s_second);

        Assert.All(line.Devices, d => Assert.False(d.Polled.Schedule.IsLost));
    }

    private static SimulatedLine Line(params TimeSpan[] periods) => new(periods, s_second);

    private static List<TimeSpan> Gaps(SimulatedDevice device) => [.. device.Polls.Zip(device.Polls.Skip(1), (a, b) => b.At - a.At)];
}
