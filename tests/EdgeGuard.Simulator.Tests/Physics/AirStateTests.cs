using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator.Tests.Physics;

public class AirStateTests
{
    private static readonly RoomInputs Quiet = new();

    [Fact]
    public void Without_cooling_the_room_settles_where_walls_and_leaks_carry_the_heat_away()
    {
        const double heat = 2000, outdoor = 20;
        // Two unknowns: 900(T-M) = 60(M-20) and 2000 = 900(T-M) + 10(T-20). Eliminating M: T-20 = 2000 / (900·60/960 + 10).
        double expected = outdoor + heat / (900.0 * 60 / 960 + 10);
        var air = new AirState(22, 22, 0.008, 0);
        for (int i = 0; i < 400 * 3600; i++)
            air = air.Step(heat, 0, outdoor, Quiet, 1);
        Assert.Equal(expected, air.Temperature, 0.001);
        Assert.Equal(expected - 60.0 / 960 * (expected - outdoor), air.MassTemperature, 0.001);
    }

    [Fact]
    public void What_heat_goes_in_is_found_in_air_and_mass()
    {
        var air = new AirState(20, 20, 0.008, 0);
        double through = 0;
        for (int i = 0; i < 600; i++)
        {
            through += 60 * (20 - air.MassTemperature) + 10 * (20 - air.Temperature);
            air = air.Step(6000, 0, 20, Quiet, 1);
        }

        double stored = 300_000 * (air.Temperature - 20) + 3_000_000 * (air.MassTemperature - 20);
        Assert.Equal(6000 * 600 + through, stored, 1.0);
    }

    [Fact]
    public void An_open_door_lets_heat_and_moisture_in()
    {
        var closed = new AirState(22, 22, 0.007, 0);
        AirState open = closed;
        for (int i = 0; i < 300; i++)
        {
            closed = closed.Step(0, 0, 35, Quiet, 1);
            open = open.Step(0, 0, 35, Quiet with { DoorOpen = true }, 1);
        }

        Assert.True(open.Temperature > closed.Temperature + 2);
        Assert.True(open.Moisture > closed.Moisture + 0.003);
    }

    [Fact]
    public void Smoke_fills_the_room_in_seconds_and_clears_in_seconds()
    {
        var air = new AirState(22, 22, 0.007, 0);
        air = air.Step(0, 0, 22, Quiet with { Smoke = true }, 12);
        Assert.InRange(air.SmokeDensity, 10, 12);
        air = air.Step(0, 0, 22, Quiet, 24);
        Assert.InRange(air.SmokeDensity, 0, 0.6);
    }

    [Theory]
    [InlineData(25, 50, 0.00988)]
    [InlineData(20, 100, 0.01470)]
    [InlineData(0, 100, 0.00377)]
    public void Humidity_ratios_agree_with_the_psychrometric_chart(double temperature, double humidity, double ratio)
    {
        Assert.Equal(ratio, Psychrometrics.Moisture(temperature, humidity), ratio * 0.01);
        Assert.Equal(humidity, Psychrometrics.RelativeHumidity(temperature, Psychrometrics.Moisture(temperature, humidity)), 1e-9);
    }
}
