using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Tests.Physics;

public class RoomFaultTests
{
    [Fact]
    public void Without_its_fan_a_unit_cools_nothing_and_its_supply_temperature_rises_to_the_return()
    {
        RoomState room = Cooling();
        Assert.InRange(room.AirConditioner1.Return - room.AirConditioner1.Supply, 12, 13);
        RoomState later = room.Step(room.Inputs with { AirConditioner1 = new() { FanFailed = true } }, 120);
        Assert.False(later.AirConditioner1.CompressorRuns);
        Assert.InRange(later.AirConditioner1.Output, 0, 1);
        Assert.Equal(later.AirConditioner1.Return, later.AirConditioner1.Supply, 0.1);
    }

    [Fact]
    public void Half_the_refrigerant_halves_what_return_and_supply_differ_by()
    {
        RoomState room = Cooling();
        RoomState faded = room.Step(room.Inputs with { AirConditioner1 = new() { RefrigerantLost = 0.5 } }, 2);
        Assert.True(faded.AirConditioner1.CompressorRuns);
        // 7000 W / (0.55 kg/s x 1005 J/kgK) = 12.66 K, by hand.
        Assert.Equal(6.33, faded.AirConditioner1.Return - faded.AirConditioner1.Supply, 0.05);
    }

    [Fact]
    public void A_stopped_unit_neither_blows_nor_cools_until_it_is_let_go()
    {
        RoomState room = Cooling();
        room = room.Step(room.Inputs with { AirConditioner1 = new() { Stopped = true } }, 60);
        Assert.False(room.AirConditioner1.Calls);
        Assert.Equal(0, room.AirConditioner1.Fan, 0.001);
        Assert.Equal(0, room.AirConditioner1.Demand);
        room = room.Step(room.Inputs with { AirConditioner1 = default }, 300);
        Assert.True(room.AirConditioner1.CompressorRuns);
    }

    [Fact]
    public void A_set_point_and_a_band_from_outside_stay_with_the_unit()
    {
        RoomState room = Cooling();
        room = room.Step(room.Inputs with { AirConditioner2 = new() { Setpoint = 26, HalfBand = 1.5 } }, 1);
        room = room.Step(room.Inputs with { AirConditioner2 = default }, 1);
        Assert.Equal(26, room.AirConditioner2.Setpoint);
        Assert.Equal(1.5, room.AirConditioner2.HalfBand);
    }

    [Fact]
    public void A_generator_feeds_the_room_at_a_frequency_of_its_own()
    {
        RoomState room = Cooling();
        room = room.Step(room.Inputs with { Generator = true }, 10);
        Assert.True(room.Mains.Present);
        Assert.InRange(room.Mains.Frequency, 50.2, 50.4);
        Assert.True(room.DcPlant.RectifiersOn);
    }

    [Fact]
    public void A_broken_neutral_lifts_one_phase_above_265_volts()
    {
        RoomState room = Cooling();
        room = room.Step(room.Inputs with { NeutralLost = true }, 1);
        Assert.True(room.Mains.VoltageB > 265);
        Assert.True(room.Mains.VoltageA < 200);
    }

    [Fact]
    public void A_load_on_one_phase_is_on_the_meter_and_heats_no_air()
    {
        RoomState room = Cooling();
        RoomState loaded = room.Step(room.Inputs with { PhaseLoad = 5000 }, 0);
        Assert.Equal(room.Mains.PowerC + 5000, loaded.Mains.PowerC, 0.001);
        Assert.Equal(room.Heat, loaded.Heat, 0.001);
    }

    [Fact]
    public void A_door_that_is_half_open_lets_half_the_heat_through()
    {
        RoomInputs hot = new() { OutdoorMean = 35 };
        RoomState room = RoomState.Start(hot, 15, 22);
        double still = room.Step(hot, 2).Air.Temperature;
        double full = room.Step(hot with { DoorOpen = true }, 2).Air.Temperature - still;
        double half = room.Step(hot with { DoorOpen = true, DoorGap = 0.5 }, 2).Air.Temperature - still;
        Assert.Equal(full / 2, half, 1e-9);
    }

    [Fact]
    public void A_ups_test_discharges_its_battery_beside_the_mains_and_shows_as_a_test()
    {
        RoomState room = Cooling().Step(new RoomInputs(), 3600);
        RoomState testing = room.Step(room.Inputs with { UpsTest = true }, 60);
        Assert.Equal(UpsMode.Test, testing.Ups.Mode);
        Assert.True(testing.Mains.Present);
        Assert.Equal(0, testing.Ups.InputPower);
        Assert.True(testing.Ups.BatteryCurrent < -10);
        Assert.True(testing.Ups.Battery.StateOfCharge < room.Ups.Battery.StateOfCharge);
        Assert.Equal(UpsMode.Battery, testing.Step(testing.Inputs with { Mains = false }, 0).Ups.Mode);
        Assert.Equal(UpsMode.Normal, testing.Step(testing.Inputs with { UpsTest = false }, 0).Ups.Mode);
    }

    private static RoomState Cooling() => RoomState.Start(new RoomInputs(), 14, 24).Step(new RoomInputs(), 300);
}
