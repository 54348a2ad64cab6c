using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Tests.Physics;

public class DcPlantStateTests
{
    [Fact]
    public void On_float_the_bus_is_at_53_5_volts_and_the_battery_takes_its_gas_current_only()
    {
        DcPlantState plant = Fresh().Step(true, 4000, 0, 25, 1);
        Assert.Equal(53.5, plant.BusVoltage, 0.01);
        Assert.Equal(4000 / plant.BusVoltage, plant.LoadCurrent, 1e-9);
        Assert.Equal(0.3, plant.BatteryCurrent, 1e-9);
        Assert.Equal(plant.LoadCurrent + 0.3, plant.RectifierCurrent, 1e-9);
    }

    [Fact]
    public void A_discharge_takes_the_ampere_hours_that_its_constant_power_asks_for()
    {
        // 1.2 kW is below the 10 h rate of 30 A, where an ampere-hour costs an ampere-hour.
        DcPlantState plant = Fresh().Step(true, 1200, 0, 25, 1);
        double ampereHours = 0, wattHours = 0;
        for (int second = 0; second < 4 * 3600; second++)
        {
            plant = plant.Step(false, 1200, 0, 25, 1);
            Assert.Equal(1200, plant.BusVoltage * -plant.BatteryCurrent, 1e-6);
            ampereHours += -plant.BatteryCurrent / 3600;
            wattHours += plant.BusVoltage * -plant.BatteryCurrent / 3600;
        }

        Assert.Equal(4800, wattHours, 1e-3);
        Assert.Equal(ampereHours, 300 * (1 - plant.Battery.StateOfCharge), 1e-6);
        Assert.True(ampereHours > 4800 / 51.4, "the voltage falls, so the current rises above its first value");
        Assert.Equal(4 * 3600, plant.DischargeSeconds, 1e-6);
    }

    [Theory]
    [InlineData(1.0, 0.55)]
    [InlineData(3.0, 0.75)]
    [InlineData(10.0, 1.00)]
    public void The_capacity_at_higher_rates_follows_the_standards_factors(double hours, double factor)
    {
        var battery = new VrlaBattery(24, 300, 1, 25);
        double current = 300 * factor / hours;
        Assert.InRange(battery.Runtime(current) / 3600, hours * 0.9, hours * 1.1);
    }

    [Fact]
    public void The_ten_hour_rate_ends_at_1_80_volts_a_cell()
    {
        var battery = new VrlaBattery(24, 300, 0.0001, 25);
        Assert.Equal(43.2, battery.LoadedVoltage(30 * 43.2, 0), 0.05);
    }

    [Fact]
    public void A_long_outage_sheds_load_at_46_volts_and_opens_the_battery_at_44()
    {
        DcPlantState plant = Fresh().Step(true, 4000, 0, 25, 1);
        double beforeFirst = 0, beforeSecond = 0;
        int second = 0;
        while (!plant.Lvd1Open && second++ < 36_000)
        {
            beforeFirst = plant.BusVoltage;
            plant = plant.Step(false, 4000, 0, 25, 1);
        }

        Assert.InRange(beforeFirst, 46, 46.1);
        Assert.InRange(second, 3600, 4 * 3600);
        plant = plant.Step(false, 4000, 0, 25, 1);
        Assert.Equal(1600, plant.LoadPower, 1e-6);
        Assert.True(plant.BusVoltage > 46);
        while (!plant.Lvd2Open && second++ < 72_000)
        {
            beforeSecond = plant.BusVoltage;
            plant = plant.Step(false, 4000, 0, 25, 1);
        }

        Assert.InRange(beforeSecond, 44, 44.1);
        plant = plant.Step(false, 4000, 0, 25, 1);
        Assert.Equal(0, plant.BusVoltage);
        Assert.Equal(0, plant.LoadPower);
        Assert.Equal(4000, plant.Step(true, 4000, 0, 25, 1).LoadPower, 1e-6);
    }

    [Fact]
    public void A_recharge_is_limited_to_a_tenth_of_capacity_boosts_and_returns_to_float()
    {
        DcPlantState plant = Fresh() with { Battery = new VrlaBattery(24, 300, 0.5, 25) };
        plant = plant.Step(true, 4000, 0, 25, 1);
        Assert.True(plant.Boost);
        Assert.Equal(30.3, plant.BatteryCurrent, 1e-6);
        Assert.InRange(plant.BusVoltage, 49, 56.4);
        double highest = 0;
        int seconds = 0;
        for (; plant.Boost && seconds < 24 * 3600; seconds++)
        {
            plant = plant.Step(true, 4000, 0, 25, 1);
            highest = Math.Max(highest, plant.BusVoltage);
        }

        Assert.Equal(56.4, highest, 0.2);
        Assert.InRange(seconds, 5 * 3600, 10 * 3600);
        Assert.InRange(plant.Step(true, 4000, 0, 25, 1).BusVoltage, 53.2, 53.6);
    }

    [Fact]
    public void With_too_few_modules_the_battery_gives_the_rest()
    {
        DcPlantState plant = Fresh().Step(true, 4000, 3, 25, 1);
        Assert.Equal(50, plant.RectifierCurrent, 1e-9);
        Assert.Equal(4000, plant.BusVoltage * (50 - plant.BatteryCurrent), 1e-6);
        Assert.True(plant.Discharging);
        Assert.True(plant.RectifiersOn);
    }

    private static DcPlantState Fresh() => new() { Battery = new VrlaBattery(24, 300, 1, 25) };
}
