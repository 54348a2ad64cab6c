using System.Diagnostics;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Tests.Physics;

public class RoomStateTests
{
    [Fact]
    public void A_healthy_room_stays_between_20_and_26_degrees_for_a_day_and_its_first_unit_cycles()
    {
        RoomState room = Fresh();
        double lowest = double.MaxValue, highest = double.MinValue, shortestRest = double.MaxValue, stoppedAt = double.NegativeInfinity;
        for (int second = 0; second < 86_400; second++)
        {
            bool ran = room.AirConditioner1.CompressorRuns;
            room = room.Step(room.Inputs, 1);
            lowest = Math.Min(lowest, room.Air.Temperature);
            highest = Math.Max(highest, room.Air.Temperature);
            if (ran && !room.AirConditioner1.CompressorRuns)
                stoppedAt = second;
            else if (!ran && room.AirConditioner1.CompressorRuns)
                shortestRest = Math.Min(shortestRest, second - stoppedAt);
        }

        Assert.InRange(lowest, 20, 23);
        Assert.InRange(highest, 22, 26);
        Assert.InRange(room.AirConditioner1.Starts, 10, 8 * 24);
        Assert.True(shortestRest >= AirConditionerState.LockOut - 1, $"it rested {shortestRest} s");
        Assert.InRange(room.Air.RelativeHumidity, 25, 65);
    }

    [Fact]
    public void One_unit_alone_keeps_the_room_below_27_degrees()
    {
        RoomState room = Fresh();
        RoomInputs broken = room.Inputs with { AirConditioner1Failed = true };
        double highest = 0;
        for (int second = 0; second < 6 * 3600; second++)
        {
            room = room.Step(broken, 1);
            highest = Math.Max(highest, room.Air.Temperature);
        }

        Assert.InRange(highest, 23, 27);
        Assert.True(room.AirConditioner2.Starts > 0);
        Assert.False(room.AirConditioner1.CompressorRuns);
    }

    [Fact]
    public void With_both_units_failed_the_room_first_heats_at_load_over_heat_capacity()
    {
        RoomState room = Fresh();
        RoomInputs broken = room.Inputs with { AirConditioner1Failed = true, AirConditioner2Failed = true };
        RoomState stopped = room.Step(broken, 120);
        RoomState settled = stopped with { Air = stopped.Air with { MassTemperature = stopped.Air.Temperature } };
        RoomState later = settled.Step(broken, 10);
        double rate = (later.Air.Temperature - settled.Air.Temperature) / 10;
        Assert.InRange(rate, 0.95 * room.Heat / 300_000, 1.05 * room.Heat / 300_000);

        RoomState hot = room.Step(broken, 1800);
        Assert.True(hot.Air.Temperature > 30, $"{hot.Air.Temperature}");
    }

    [Fact]
    public void Every_watt_from_the_meter_is_heat_charge_or_compressor()
    {
        RoomState room = Fresh().Step(new RoomInputs(), 3600);
        double equipment = 4000 / 0.955 + 1500 / 0.93;
        double floats = room.DcPlant.BatteryCurrent * room.DcPlant.BusVoltage / 0.955
            + room.Ups.BatteryCurrent * room.Ups.BatteryVoltage / 0.93;
        double cooling = room.AirConditioner1.ElectricPower + room.AirConditioner2.ElectricPower;
        Assert.Equal(equipment + floats + cooling, room.Mains.Power, 1.0);
        Assert.InRange(room.Heat, 4000 / 0.955 + 1500 / 0.93 + 200 - 1, 4000 / 0.955 + 1500 / 0.93 + 200 + 10);
    }

    [Fact]
    public void After_the_mains_return_a_compressor_runs_225_seconds_later()
    {
        RoomState room = Fresh();
        room = room.Step(room.Inputs with { Mains = false }, 60);
        Assert.Equal(0, room.AirConditioner1.ElectricPower);
        double waited = 0;
        while (!room.AirConditioner1.CompressorRuns && waited < 1000)
        {
            room = room.Step(room.Inputs with { Mains = true }, 1);
            waited++;
        }

        Assert.InRange(waited, 224, 226);
    }

    [Fact]
    public void A_step_of_zero_makes_mains_and_faults_felt_and_moves_no_heat()
    {
        RoomState room = Fresh();
        RoomState next = room.Step(room.Inputs with { Mains = false, AirConditioner1Failed = true }, 0);
        Assert.False(next.Mains.Present);
        Assert.Equal(UpsMode.Battery, next.Ups.Mode);
        Assert.True(next.DcPlant.Discharging);
        Assert.True(next.AirConditioner1.Failed);
        Assert.Equal(room.Air, next.Air);
        Assert.Equal(room.DcPlant.Battery, next.DcPlant.Battery);
    }

    [Fact]
    public void The_same_steps_lead_to_the_same_state()
    {
        RoomState once = Day(), again = Day();
        Assert.Equal(once, again);

        static RoomState Day()
        {
            RoomState room = Fresh();
            for (int i = 0; i < 20_000; i++)
                room = room.Step(room.Inputs with { Mains = i % 5000 < 4000, DoorOpen = i % 700 < 100, Smoke = i % 999 < 30 }, 0.5);
            return room;
        }
    }

    [Fact]
    public void A_step_costs_next_to_nothing()
    {
        RoomState room = Fresh().Step(new RoomInputs(), 10_000);
        const int steps = 200_000;
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < steps; i++)
            room = room.Step(room.Inputs, 0.5);
        double nanoseconds = Stopwatch.GetElapsedTime(began).TotalNanoseconds / steps;
        TestContext.Current.TestOutputHelper?.WriteLine($"{nanoseconds:F0} ns a step");
        // A bound only against blunders: at 60 times speed the room takes 120 steps a second.
        Assert.True(nanoseconds < 100_000, $"{nanoseconds:F0} ns");
    }

    private static RoomState Fresh() => RoomState.Start(new RoomInputs(), 14, 22.3);
}
