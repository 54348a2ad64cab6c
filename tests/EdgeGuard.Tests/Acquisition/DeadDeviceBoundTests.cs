using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Tests.Acquisition;

/// <summary>What devices that do not answer cost the others, on a line of 30 at 9600 bit/s, over half an hour.</summary>
public class DeadDeviceBoundTests
{
    private const int Devices = 30;
    private static readonly TimeSpan s_watched = TimeSpan.FromMinutes(30);

    /// <summary>A line that is asked for more than it can, one that is nearly full, and one with time to spare.</summary>
    [Theory]
    [InlineData(1, 1.0, 1.0, 1)]
    [InlineData(5, 1.0, 1.0, 1)]
    [InlineData(10, 1.0, 1.0, 1)]
    [InlineData(1, 2.5, 0.2, 1)]
    [InlineData(5, 2.5, 0.5, 1)]
    [InlineData(10, 2.5, 1.0, 1)]
    [InlineData(5, 5.0, 0.2, 2)]
    [InlineData(5, 5.0, 1.0, 2)]
    [InlineData(10, 5.0, 0.5, 2)]
    [InlineData(1, 10.0, 1.0, 2)]
    [InlineData(5, 10.0, 1.0, 2)]
    [InlineData(29, 1.0, 1.0, 1)]
    public async Task Devices_dead_from_the_start_make_the_others_cycles_at_most_a_tenth_longer_after_the_third(int dead, double period, double timeout, int requests)
    {
        double whole = (await CyclesAsync(0, period, timeout, requests, aliveBefore: TimeSpan.Zero)).Average();

        await AssertBoundAsync(whole, dead, period, timeout, requests, TimeSpan.Zero);
    }

    [Theory]
    [InlineData(1.0, 1.0, 2)]
    [InlineData(5.0, 1.0, 2)]
    [InlineData(10.0, 0.5, 1)]
    public async Task So_do_devices_that_die_later(double period, double timeout, int requests)
    {
        double whole = (await CyclesAsync(0, period, timeout, requests, aliveBefore: TimeSpan.Zero)).Average();

        await AssertBoundAsync(whole, 5, period, timeout, requests, TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task One_dead_device_on_a_line_with_time_to_spare_costs_the_others_no_poll_and_moves_none()
    {
        double[] cycles = await CyclesAsync(1, 5, 0.5, 1, aliveBefore: TimeSpan.FromMinutes(1));

        Assert.All(cycles, cycle => Assert.InRange(cycle, 4.5, 5.5));
        Assert.Equal(5, cycles.Average(), 1e-2);
    }

    [Fact]
    public async Task The_communication_alarm_gets_its_third_failed_poll_soon_after_fifteen_seconds()
    {
        using SimulatedLine line = Line(1, 1, 2);
        await line.RunAsync(TimeSpan.FromMinutes(1));
        List<SimulatedDevice> dead = Kill(line, 5);
        int[] before = [.. dead.Select(d => d.Polls.Count)];

        await line.RunAsync(TimeSpan.FromMinutes(1));

        for (int i = 0; i < dead.Count; i++)
        {
            List<TimeSpan> failed = [.. dead[i].Polls.Skip(before[i]).Select(p => p.At)];
            Assert.InRange(failed.FindIndex(at => at - failed[0] >= TimeSpan.FromSeconds(15)), 2, 4);
        }
    }

    private static async Task AssertBoundAsync(double whole, int dead, double period, double timeout, int requests, TimeSpan aliveBefore)
    {
        double[] cycles = await CyclesAsync(dead, period, timeout, requests, aliveBefore);

        Assert.InRange(cycles.Average(), 0, 1.02 * whole);
        // One cycle of 200 may hold a probe that is given all its time.
        Assert.InRange(cycles.Count(cycle => cycle > 1.1001 * whole), 0, cycles.Length / 100);
        Assert.InRange(cycles[^1], 0, whole + 2 * (timeout + 0.1) + period);
    }

    /// <summary>Seconds between one poll and the next of every device that lives, the first three cycles left out, in order of size.</summary>
    private static async Task<double[]> CyclesAsync(int dead, double period, double timeout, int requests, TimeSpan aliveBefore)
    {
        using SimulatedLine line = Line(period, timeout, requests);
        await line.RunAsync(aliveBefore);
        Kill(line, dead);
        int[] before = [.. line.Devices.Select(d => d.Polls.Count + 3)];
        await line.RunAsync(s_watched);
        return
        [
            .. line.Devices
                .SelectMany((d, i) => d.IsAlive ? d.Polls.Skip(before[i]).Zip(d.Polls.Skip(before[i] + 1), (a, b) => (b.At - a.At).TotalSeconds) : [])
                .Order(),
        ];
    }

    private static List<SimulatedDevice> Kill(SimulatedLine line, int dead)
    {
        List<SimulatedDevice> killed = [.. line.Devices.OrderBy(d => d.Polled.Device.Index * 7 % Devices).Take(dead)];
        foreach (SimulatedDevice device in killed)
            device.IsAlive = false;
        return killed;
    }

    private static SimulatedLine Line(double period, double timeout, int requests) =>
        new([.. Enumerable.Repeat(TimeSpan.FromSeconds(period), Devices)], TimeSpan.FromSeconds(timeout), requests);
}
