using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

public class RoomFaultTests
{
    private static readonly TimeSpan At = TimeSpan.FromHours(2), Hours = TimeSpan.FromHours(6);

    [Fact]
    public void A_unit_that_trips_says_so_and_the_other_takes_over()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.UnitTrips(1, At, Hours));
        Assert.Equal(1, After(life, "ac1.fault").Last());
        Assert.Equal(4, After(life, "ac1.mode").Last());
        Assert.Contains(1, After(life, "ac2.compressor"));
        Assert.True(After(life, "inletHigh.temperature").Max() < 27);
    }

    [Fact]
    public void A_dead_compressor_says_nothing_but_draws_no_current()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.CompressorDies(1, At, Hours));
        Assert.All(After(life, "ac1.fault"), v => Assert.Equal(0, v));
        Assert.All(After(life, "ac1.mode"), v => Assert.Equal(1, v));
        Assert.All(After(life, "ac1.compressorCurrent"), v => Assert.Equal(0, v));
        Assert.Contains(100, After(life, "ac1.demandPercent"));
    }

    [Fact]
    public void With_both_units_down_the_inlets_pass_27_degrees_within_half_an_hour_and_32_later()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.UnitTrips(1, At, Hours), RoomFault.UnitSwitchedOff(2, At, Hours));
        List<double> inlet = After(life, "inletMiddle.temperature");
        Assert.True(inlet.Take(180).Max() > 27);
        Assert.True(inlet.Max() > 32);
        Assert.Equal(3, After(life, "ac2.mode").Last());
    }

    [Fact]
    public void A_failed_fan_shows_in_its_speed_and_in_a_supply_as_warm_as_the_return()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.FanFails(1, At, Hours));
        Assert.Equal(0, After(life, "ac1.fanSpeed").Last());
        Assert.Equal(1, After(life, "ac1.fanFault").Last());
        Assert.Equal(After(life, "ac1.returnTemperature").Last(), After(life, "ac1.supplyTemperature").Last(), 0.11);
    }

    [Fact]
    public void Refrigerant_fades_over_days_in_the_difference_of_return_and_supply()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.RefrigerantFades(1, TimeSpan.FromDays(1), TimeSpan.FromDays(4), 0.6));
        TimeSpan end = TimeSpan.FromDays(5);
        var supply = Lived.Values(life, "ac1.supplyTemperature", end);
        var drops = Lived.Values(life, "ac1.returnTemperature", end).Zip(supply, (r, s) => (r.At, Drop: r.Value - s.Value)).ToList();
        Assert.Equal(12.7, drops.Where(d => d.At < 86_400_000).Max(d => d.Drop), 0.3);
        Assert.Equal(12.66 * 0.4, drops.Where(d => d.At > 4.95 * 86_400_000).Max(d => d.Drop), 0.4);
    }

    [Fact]
    public void Probes_stick_jump_and_drift_alone()
    {
        RoomLifeOptions life = Lived.Quiet(
            RoomFault.ProbeSticks(1, At, Hours), RoomFault.ProbeJumps(2, At, Hours, 5), RoomFault.ProbeDrifts(3, At, Hours, 8));
        Assert.Single(After(life, "inletLow.temperature").Distinct());
        RoomLifeOptions well = Lived.Quiet();
        Assert.All(Differences(life, well, "inletMiddle.temperature"), d => Assert.Equal(5, d, 0.11));
        List<double> drift = Differences(life, well, "inletHigh.temperature");
        Assert.Equal(0, drift[0], 0.11);
        Assert.Equal(2, drift[^1], 0.11);
    }

    [Fact]
    public void A_silent_device_gives_bad_readings_and_the_others_good_ones()
    {
        int ups = RoomLayout.Device("ups");
        int bad = 0, good = 0;
        new RoomLife(Lived.Quiet(RoomFault.DeviceFallsSilent(ups, At, Hours))).Until(At + Hours, poll =>
        {
            if (poll.At < At.TotalMilliseconds)
                return;
            Assert.Equal(poll.Device == ups, poll.Values[0].Bad);
            (bad, good) = poll.Values[0].Bad ? (bad + 1, good) : (bad, good + 1);
        });
        Assert.Equal(2160, bad);
        Assert.True(good > bad);
    }

    [Fact]
    public void Hours_without_mains_end_in_both_disconnections_and_a_flat_ups()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.MainsFail(At, TimeSpan.FromHours(12)));
        List<double> volts = After(life, "rect.dcVoltage", 12);
        Assert.True(volts[0] is > 48 and < 52);
        Assert.Equal(0, volts[^1]);
        Assert.Equal(1, After(life, "bat1.disconnected", 12).Last());
        Assert.Contains(1, After(life, "ups.batteryLow", 12));
        Assert.Equal(0, After(life, "ups.status", 12).Last());
        Assert.True(After(life, "inletMiddle.temperature", 12).Max() > 30);
    }

    [Fact]
    public void Loads_grow_to_what_was_asked_for()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.DcLoadGrows(At, Hours, 5000), RoomFault.UpsLoadGrows(At, Hours, 1400));
        Assert.InRange(After(life, "rect.loadCurrent").Last(), (2900 + 5000) / 54.0, (3500 + 5000) / 53.0);
        Assert.InRange(After(life, "ups.load").Last(), 100, 115);
        Assert.Equal(1, After(life, "ups.overload").Max());
    }

    [Fact]
    public void A_loaded_phase_and_a_broken_neutral_show_on_the_meter()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.PhaseLoaded(At, Hours, 8000), RoomFault.NeutralBreaks(At, Hours));
        Assert.True(After(life, "meter.currentC").Min() > 35);
        Assert.True(After(life, "meter.voltageB").Min() > 265);
    }

    [Fact]
    public void Failed_rectifiers_are_counted_and_too_few_of_them_discharge_the_battery()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.RectifiersFail(At, Hours, 3));
        Assert.Equal(3, After(life, "rect.modulesFailed").Last());
        Assert.Equal(1, After(life, "rect.modulesSourcing").Last());
        Assert.Equal(3, After(life, "rect.mode").Last());
        Assert.True(After(life, "bat1.current").Last() < 0);
    }

    [Fact]
    public void Contacts_tell_door_water_smoke_and_surge_arrester()
    {
        RoomLifeOptions life = Lived.Quiet(
            RoomFault.DoorLeftOpen(At, Hours), RoomFault.Water(At, Hours),
            RoomFault.SmokeDetectorTrips(2, At, Hours), RoomFault.SurgeArresterFails(At, Hours));
        foreach (string contact in new[] { "door", "water", "smoke2", "spd" })
            Assert.All(After(life, $"contacts.{contact}"), v => Assert.Equal(1, v));
        Assert.All(After(life, "contacts.smoke1"), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_fire_trips_one_detector_then_the_other_and_heats_the_room()
    {
        RoomLifeOptions life = Lived.Quiet(RoomFault.Fire(At, TimeSpan.FromMinutes(15), 40_000));
        var first = Lived.Values(life, "contacts.smoke1", At + Hours).First(v => v.Value == 1);
        var second = Lived.Values(life, "contacts.smoke2", At + Hours).First(v => v.Value == 1);
        Assert.Equal(At.TotalMilliseconds, first.At);
        Assert.InRange(second.At - first.At, 30_000, 40_000);
        Assert.True(After(life, "inletHigh.temperature").Take(90).Max() > 35);
    }

    [Fact]
    public void A_rotation_during_a_fault_mends_nothing()
    {
        LifeEvent fault = RoomFault.UnitTrips(1, At, TimeSpan.FromDays(8));
        var modes = Lived.Values(new RoomLifeOptions { LostPolls = 0, Faults = [fault] }, "ac1.fault", TimeSpan.FromDays(8));
        Assert.All(modes.Where(m => m.At > At.TotalMilliseconds + 10_000), m => Assert.Equal(1, m.Value));
    }

    private static List<double> After(RoomLifeOptions life, string path, double hours = 6) =>
        [.. Lived.Values(life, path, At + TimeSpan.FromHours(hours)).Where(v => v.At >= At.TotalMilliseconds).Select(v => v.Value)];

    private static List<double> Differences(RoomLifeOptions one, RoomLifeOptions other, string path) =>
        [.. After(one, path).Zip(After(other, path), (a, b) => a - b)];
}
