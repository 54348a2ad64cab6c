using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class ShuntMonitorTests
{
    /// <summary>2 mΩ and, as both datasheets choose it, 1 mA a code.</summary>
    private static readonly ShuntConfig Example = new() { Ohms = 0.002, MaxAmperes = 16.384 * 2 };

    private readonly FakeTimeProvider _time = new();

    /// <summary>SBOS448F, page 24, table 3: 20 mV over 2 mΩ and 11.98 V; calibration 5000h, current 2710h, bus 5D98h.</summary>
    [Fact]
    public async Task The_INA219s_worked_example_gives_10_A_and_11_98_V()
    {
        FakeRegisters chip = Fake219(shunt: 0x07D0, bus: 0x5D98, current: 0x2710);
        using var sensor = new Ina219(chip.Device(), new PointId(0), new PointId(1), Example, _time);

        PollBatch batch = await Poll.OnceAsync(sensor, _time, 0, 1);

        Assert.Equal(0x5000, sensor.CalibrationValue);
        Assert.Equal(11.98, batch.Readings[0].Value, 1e-9);
        Assert.Equal(10.0, batch.Readings[1].Value, 1e-9);
    }

    /// <summary>SBOS547, page 16, table 1: 20 mV over 2 mΩ and 11.98 V; calibration A00h, current 2710h, bus 2570h.</summary>
    [Fact]
    public async Task The_INA226s_worked_example_gives_10_A_and_11_98_V()
    {
        FakeRegisters chip = Fake226(shunt: 0x1F40, bus: 0x2570, current: 0x2710);
        using var sensor = new Ina226(chip.Device(), new PointId(0), new PointId(1), Example, _time);

        PollBatch batch = await Poll.OnceAsync(sensor, _time, 0, 1);

        Assert.Equal(0x0A00, sensor.CalibrationValue);
        Assert.Equal(11.98, batch.Readings[0].Value, 1e-9);
        Assert.Equal(10.0, batch.Readings[1].Value, 1e-9);
    }

    [Theory]
    [InlineData(false, -10)]
    [InlineData(true, 10)]
    public async Task A_current_that_flows_back_is_negative_unless_the_shunt_is_wired_the_other_way(bool reverse, double amperes)
    {
        FakeRegisters chip = Fake226(shunt: 0xE0C0, bus: 0, current: 0xD8F0);
        using var sensor = new Ina226(chip.Device(), new PointId(0), new PointId(1), Example with { Reverse = reverse }, _time);

        Assert.Equal(amperes, (await Poll.OnceAsync(sensor, _time, 0, 1)).Readings[1].Value, 1e-9);
    }

    [Theory]
    [InlineData(0x7FFF, 0x7000, 0)]
    [InlineData(0x8001, 0x9000, 0)]
    [InlineData(0x1000, 0x1000, 4)]
    public async Task A_current_at_the_end_of_the_range_or_an_overflow_is_out_of_range_and_the_voltage_stays(int shunt, int current, int overflow)
    {
        FakeRegisters chip = Fake226(shunt, bus: 0x2570, current, overflow);
        using var sensor = new Ina226(chip.Device(), new PointId(0), new PointId(1), Example, _time);

        PollBatch batch = await Poll.OnceAsync(sensor, _time, 0, 1);

        Assert.Equal(Quality.Good, batch.Readings[0].Quality);
        Assert.Equal(QualityReason.OutOfRange, batch.Readings[1].Reason);
    }

    [Theory]
    [InlineData(0.05, 0x201F)]
    [InlineData(0.4, 0x201F)]
    [InlineData(0.8, 0x281F)]
    [InlineData(1.6, 0x301F)]
    [InlineData(3.2, 0x381F)]
    public async Task The_INA219_takes_the_finest_range_that_holds_the_highest_current(double amperes, int range)
    {
        FakeRegisters chip = Fake219(shunt: 1, bus: 8, current: 1);
        using var sensor = new Ina219(chip.Device(), new PointId(0), new PointId(1), new ShuntConfig { Ohms = 0.1, MaxAmperes = amperes }, _time);

        await Poll.OnceAsync(sensor, _time, 0, 1);

        Assert.Equal(range & 0x3800, chip.Words[0] & 0x3800);
    }

    [Fact]
    public void A_shunt_whose_voltage_is_beyond_the_chip_is_refused()
    {
        var shunt = new ShuntConfig { Ohms = 0.1, MaxAmperes = 1 };

        Assert.Throws<ArgumentException>(() => new Ina226(new FakeI2cDevice(), new PointId(0), new PointId(1), shunt, _time));
    }

    [Fact]
    public async Task A_calibration_that_is_lost_between_two_steps_is_a_fault_and_not_zero_amperes()
    {
        FakeRegisters chip = Fake226(shunt: 0x1F40, bus: 0x2570, current: 0);
        chip.Wrote = (register, _) => chip.Words[5] = register == 0 ? 0 : chip.Words[5];
        using var sensor = new Ina226(chip.Device(), new PointId(0), new PointId(1), Example, _time);

        PollBatch batch = await Poll.OnceAsync(sensor, _time, 0, 1);

        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
    }

    [Fact]
    public async Task A_measurement_that_never_ends_and_another_chip_are_faults()
    {
        FakeRegisters slow = Fake226(shunt: 1, bus: 1, current: 1);
        slow.Words[6] = 0;
        FakeRegisters other = Fake226(shunt: 1, bus: 1, current: 1);
        other.Words[0xFF] = 0x2270;
        FakeRegisters relative = Fake219(shunt: 1, bus: 8, current: 1, afterReset: 0x4127);
        using var stuck = new Ina226(slow.Device(), new PointId(0), new PointId(1), Example, _time);
        using var stranger = new Ina226(other.Device(), new PointId(0), new PointId(1), Example, _time);
        using var cousin = new Ina219(relative.Device(), new PointId(0), new PointId(1), Example, _time);

        Assert.Contains("did not finish", (await Poll.OnceAsync(stuck, _time, 0, 1)).Detail, StringComparison.Ordinal);
        Assert.Contains("no INA226", (await Poll.OnceAsync(stranger, _time, 0, 1)).Detail, StringComparison.Ordinal);
        Assert.Contains("no INA219", (await Poll.OnceAsync(cousin, _time, 0, 1)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ina219", VirtualBoard.Ina219Address, 0.01, 5, 12.1, 1.85)]
    [InlineData("ina226", VirtualBoard.Ina226Address, 0.00015, 500, 0, null)]
    public async Task The_rooms_chips_are_read_also_right_after_their_supply_failed(
        string sensor, int address, double ohms, double most, double volts, double? amperes)
    {
        await using var chips = new RoomChips();
        var device = new DeviceConfig { Id = "d", Bus = "i2c", Shunt = new ShuntConfig { Ohms = ohms, MaxAmperes = most } };
        IPointSource source = chips.Open(sensor, address, device);
        double expected = amperes ?? chips.Room.State.DcPlant.BatteryCurrent;

        PollBatch batch = await chips.ReadAsync(source, 2);

        Assert.Equal(volts, batch.Readings[0].Value, 0.005);
        Assert.Equal(expected, batch.Readings[1].Value, most / 10_000);
        chips.Room.Board.PowerCycle(VirtualBoard.OtherAdapter, address);
        Assert.Equal(expected, (await chips.ReadAsync(source, 2)).Readings[1].Value, most / 10_000);
    }

    [Fact]
    public async Task A_battery_that_gives_current_is_negative()
    {
        await using var chips = new RoomChips();
        var device = new DeviceConfig { Id = "d", Bus = "i2c", Shunt = new ShuntConfig { Ohms = 0.00015, MaxAmperes = 500 } };
        IPointSource source = chips.Open("ina226", VirtualBoard.Ina226Address, device);
        chips.Room.FailMains();
        chips.Room.Advance(TimeSpan.FromSeconds(5));

        PollBatch batch = await chips.ReadAsync(source, 2);

        Assert.True(chips.Room.State.DcPlant.BatteryCurrent < -5);
        Assert.Equal(chips.Room.State.DcPlant.BatteryCurrent, batch.Readings[1].Value, 0.05);
    }

    private static FakeRegisters Fake219(int shunt, int bus, int current, int afterReset = 0x399F)
    {
        var chip = new FakeRegisters { Words = { [1] = shunt, [2] = bus | 2, [4] = current } };
        chip.Wrote = (register, value) => chip.Words[0] = register == 0 && value == 0x8000 ? afterReset : chip.Words[0];
        chip.Words[0] = afterReset;
        return chip;
    }

    private static FakeRegisters Fake226(int shunt, int bus, int current, int overflow = 0) => new()
    {
        Words = { [1] = shunt, [2] = bus, [4] = current, [6] = 8 | overflow, [0xFE] = 0x5449, [0xFF] = 0x2260 },
    };
}
