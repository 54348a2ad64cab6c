using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

public class OrdinaryEventTests
{
    private static readonly IReadOnlyList<LifeEvent> Events = new RoomLife(new RoomLifeOptions()).Events;

    [Theory]
    [InlineData(LifeEventKind.DoorOpen, 50, 110)]
    [InlineData(LifeEventKind.Rotation, 14, 15)]
    [InlineData(LifeEventKind.UpsTest, 14, 15)]
    [InlineData(LifeEventKind.OnGenerator, 3, 3)]
    [InlineData(LifeEventKind.ProbeSpike, 1, 1)]
    [InlineData(LifeEventKind.SmokeTrip, 1, 1)]
    public void Each_ordinary_event_happens_at_its_rate_in_a_hundred_days(LifeEventKind kind, int least, int most) =>
        Assert.InRange(Events.Count(e => e.Kind == kind), least, most);

    [Fact]
    public void Dips_of_five_seconds_come_some_times_a_month() =>
        Assert.InRange(Events.Count(e => e.Kind == LifeEventKind.MainsLost && e.Length == TimeSpan.FromSeconds(5)), 5, 18);

    [Fact]
    public void Doors_are_open_in_working_hours_for_one_to_ten_minutes()
    {
        foreach (LifeEvent door in Events.Where(e => e.Kind == LifeEventKind.DoorOpen))
        {
            DateTimeOffset at = new RoomLifeOptions().Start + door.At;
            Assert.InRange(door.Length.TotalMinutes, 1, 10);
            Assert.InRange(at.TimeOfDay.TotalHours, 8, 18.2);
            Assert.InRange(at.DayOfWeek, DayOfWeek.Monday, DayOfWeek.Friday);
        }
    }

    [Fact]
    public void A_dip_shows_on_the_mains_contact_and_keeps_both_compressors_still_for_225_seconds()
    {
        TimeSpan at = TimeSpan.FromHours(5);
        LifeEvent dip = RoomFault.MainsFail(at, TimeSpan.FromSeconds(5));
        var lost = Lived.Values(Lived.Quiet(dip), "contacts.mains", TimeSpan.FromHours(6)).Where(v => v.Value == 1).ToList();
        Assert.Equal(5, lost.Count);
        Assert.Equal(at.TotalMilliseconds, lost[0].At);
        var runs = Lived.Values(Lived.Quiet(dip), "ac1.compressor", TimeSpan.FromHours(6)).Where(v => v.At >= at.TotalMilliseconds).ToList();
        Assert.All(runs.Where(r => r.At < at.TotalMilliseconds + 225_000), r => Assert.Equal(0, r.Value));
        Assert.Contains(runs, r => r.Value == 1);
    }

    [Fact]
    public void A_generator_run_is_a_gap_of_12_seconds_40_minutes_and_a_gap_of_2()
    {
        LifeEvent run = Events.First(e => e.Kind == LifeEventKind.OnGenerator);
        Assert.Equal(TimeSpan.FromMinutes(40), run.Length);
        Assert.Contains(Events, e => e.Kind == LifeEventKind.MainsLost && e.Until == run.At && e.Length == TimeSpan.FromSeconds(12));
        Assert.Contains(Events, e => e.Kind == LifeEventKind.MainsLost && e.At == run.Until && e.Length == TimeSpan.FromSeconds(2));
        var hertz = Lived.Values(
            Lived.Quiet(run with { At = TimeSpan.Zero }), "meter.frequency", TimeSpan.FromHours(1));
        Assert.All(hertz.Where(h => h.At < 2_400_000), h => Assert.InRange(h.Value, 50.1, 50.5));
        Assert.All(hertz.Where(h => h.At >= 2_400_000), h => Assert.InRange(h.Value, 49.9, 50.1));
    }

    [Fact]
    public void Rotation_changes_the_leading_unit_each_week_and_stops_the_resting_one_in_two_weeks_of_four()
    {
        List<(double Setpoint, bool Stopped)> units = [];
        var life = new RoomLife(new RoomLifeOptions { ContactPoll = TimeSpan.FromHours(1), Poll = TimeSpan.FromHours(1) });
        life.Until(TimeSpan.FromDays(26), poll =>
        {
            if (poll.Device == 0 && poll.At % (7 * 86_400_000L) == 3 * 86_400_000L)
                units.Add((life.State.AirConditioner1.Setpoint, life.State.AirConditioner1.Stopped));
        });
        Assert.Equal([(24, false), (22, false), (24, true), (22, false)], units);
    }

    [Fact]
    public void A_ups_test_says_test_while_the_input_voltage_stands()
    {
        LifeEvent test = Events.First(e => e.Kind == LifeEventKind.UpsTest);
        var options = new RoomLifeOptions { LostPolls = 0, Noise = 0 };
        TimeSpan end = test.Until + TimeSpan.FromMinutes(1);
        var status = Lived.Values(options, "ups.status", end).Where(v => v.Value == 5).ToList();
        Assert.Equal(12, status.Count);
        Assert.InRange(status[0].At, test.At.TotalMilliseconds, test.At.TotalMilliseconds + 10_000);
        Assert.All(Lived.Values(options, "ups.inputVoltage", end).Where(v => v.At >= status[0].At), v => Assert.InRange(v.Value, 220, 240));
        Assert.Contains(Lived.Values(options, "ups.batteryVoltage", end), v => v.Value < 80);
    }

    [Fact]
    public void One_probe_reads_85_degrees_in_one_poll_and_one_detector_trips_for_one_look()
    {
        Assert.Equal(1, HundredDays.Once.Spikes);
        Assert.Equal(1, HundredDays.Once.Trips);
    }

    [Fact]
    public void The_battery_takes_back_what_a_dip_cost()
    {
        LifeEvent outage = RoomFault.MainsFail(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));
        var current = Lived.Values(Lived.Quiet(outage), "bat1.current", TimeSpan.FromHours(12));
        Assert.True(current.Min(c => c.Value) < -50);
        Assert.True(current.Where(c => c.At > 4_300_000).Max(c => c.Value) > 5);
        Assert.Equal(0.3, current[^1].Value, 0.3);
    }
}
