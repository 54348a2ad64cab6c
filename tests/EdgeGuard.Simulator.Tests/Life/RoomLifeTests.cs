using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

public class RoomLifeTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void The_same_seed_gives_the_same_readings_and_another_seed_others()
    {
        ulong once = Fingerprint(1), again = Fingerprint(1), other = Fingerprint(2);
        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    [Fact]
    public void Polls_come_in_the_order_of_time_contacts_each_second_and_devices_each_ten()
    {
        var counts = new int[RoomLayout.Devices.Count];
        long last = 0;
        new RoomLife(new RoomLifeOptions()).Until(TimeSpan.FromMinutes(10), poll =>
        {
            Assert.True(poll.At >= last);
            last = poll.At;
            counts[poll.Device]++;
            Assert.Equal(RoomLayout.Devices[poll.Device].Points.Count, poll.Values.Length);
        });
        Assert.All(counts.Select((count, device) => (count, device)), c => Assert.Equal(RoomLayout.Devices[c.device].Contacts ? 600 : 60, c.count));
    }

    [Theory]
    [InlineData("inletLow.temperature", 18, 27)]
    [InlineData("inletMiddle.temperature", 18, 27)]
    [InlineData("inletHigh.temperature", 18, 27)]
    [InlineData("climate.temperature", 18, 27)]
    [InlineData("climate.humidity", 25, 58)]
    [InlineData("inletLow.humidity", 25, 58)]
    [InlineData("rect.dcVoltage", 48.5, 56.5)]
    [InlineData("rect.modulesFailed", 0, 0)]
    [InlineData("bat1.charge", 95, 100)]
    [InlineData("bat1.temperature", 18, 27)]
    [InlineData("ups.load", 40, 60)]
    [InlineData("ups.batteryLow", 0, 0)]
    [InlineData("ac1.fault", 0, 0)]
    [InlineData("ac2.fault", 0, 0)]
    [InlineData("meter.currentB", 0, 20)]
    public void An_ordinary_life_stays_in_ordinary_ranges(string path, double low, double high)
    {
        (double least, double most) = HundredDays.Once.Of(path);
        Assert.InRange(least, low, high);
        Assert.InRange(most, low, high);
    }

    [Fact]
    public void The_compressors_cycle_without_haste_and_never_run_for_two_hours()
    {
        List<long> runs = HundredDays.Once.Runs;
        Assert.InRange(runs.Count, 2000, 100 * 24 * 8);
        Assert.True(runs[runs.Count / 10] > 180, $"a tenth of the runs is shorter than {runs[runs.Count / 10]} s");
        Assert.True(runs[^1] < 7200, $"the longest run lasted {runs[^1]} s");
    }

    [Fact]
    public void One_in_a_thousand_polls_is_lost_sometimes_two_in_a_row_and_never_three()
    {
        var row = new int[RoomLayout.Devices.Count];
        var rows = new int[4];
        long polls = 0;
        var life = new RoomLife(new RoomLifeOptions());
        life.Until(5 * Day, poll =>
        {
            polls++;
            bool lost = poll.Values[0].Bad;
            if (lost)
                Assert.True(poll.Values[^1].Bad && double.IsNaN(poll.Values[^1].Value));
            row[poll.Device] = lost ? row[poll.Device] + 1 : 0;
            rows[Math.Min(3, row[poll.Device])]++;
        });
        Assert.InRange(life.LostPolls, 0.0008 * polls, 0.0014 * polls);
        Assert.True(rows[2] > 0);
        Assert.Equal(0, rows[3]);
    }

    [Fact]
    public void Summer_and_winter_both_come_within_a_hundred_days()
    {
        var course = new OrdinaryCourse(new RoomLifeOptions());
        List<double> means = [.. Enumerable.Range(0, 100).Select(day => course.OutdoorMean(day))];
        Assert.InRange(means.Min(), -4, 0);
        Assert.InRange(means.Max(), 32, 36);
        Assert.InRange(means.IndexOf(means.Max()), 15, 35);
        Assert.InRange(means.IndexOf(means.Min()), 65, 85);
    }

    [Fact]
    public void The_dc_load_swings_by_a_tenth_with_the_hour()
    {
        var load = Lived.Values(Lived.Quiet(), "rect.loadCurrent", 3 * Day);
        double least = load.Min(l => l.Value), most = load.Max(l => l.Value), middle = load.Average(l => l.Value);
        Assert.InRange(least / middle, 0.89, 0.93);
        Assert.InRange(most / middle, 1.07, 1.11);
        double busiest = load.MaxBy(l => l.Value).At / 3.6e6 % 24;
        Assert.InRange(busiest, 16, 24);
    }

    private static ulong Fingerprint(ulong seed)
    {
        ulong print = 17;
        new RoomLife(new RoomLifeOptions { Seed = seed }).Until(2 * Day, poll =>
        {
            print = unchecked(print * 31 + (ulong)poll.At + (ulong)poll.Device);
            foreach (RoomValue value in poll.Values)
                print = unchecked(print * 31 + (ulong)BitConverter.DoubleToInt64Bits(value.Value));
        });
        return print;
    }
}
