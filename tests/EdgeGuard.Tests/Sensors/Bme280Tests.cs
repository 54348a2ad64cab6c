using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class Bme280Tests
{
    /// <summary>The numbers of Bosch's worked example, BST-BMP280-DS001, section 3.12: both chips have the same formulas for these two.</summary>
    private static readonly Bme280Trimming Example = new(
        27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000, H1: 75, H2: 362, H3: 0, H4: 325, H5: 50, H6: 30);

    [Fact]
    public void The_worked_example_of_the_datasheet_gives_25_08_degC_and_100653_Pa()
    {
        int fine = Example.FineTemperature(519888);

        Assert.Equal(128422, fine);
        Assert.Equal(25.08, Bme280Trimming.DegreesCelsius(fine));
        Assert.Equal(100653.27, Example.Pascals(415148, fine), 0.05);
    }

    [Fact]
    public void The_trimming_values_stand_where_the_datasheets_table_says()
    {
        byte[] first = new byte[26], second = [0x6A, 0x01, 0x00, 0x14, 0x25, 0x03, 0x1E];
        (first[0], first[1], first[4], first[5], first[25]) = (0x70, 0x6B, 0x18, 0xFC, 75);

        Bme280Trimming parsed = Bme280Trimming.Parse(first, second);

        Assert.Equal((27504, -1000, 75), (parsed.T1, parsed.T3, parsed.H1));
        Assert.Equal((362, 0, 325, 50, 30), (parsed.H2, parsed.H3, parsed.H4, parsed.H5, parsed.H6));
    }

    [Fact]
    public void Twelve_bit_trimming_values_have_a_sign()
    {
        byte[] second = [0, 0, 0, 0xFF, 0xEF, 0xFF, 0xFE];

        Bme280Trimming parsed = Bme280Trimming.Parse(new byte[26], second);

        Assert.Equal((-1, -2, -2), (parsed.H4, parsed.H5, parsed.H6));
    }

    /// <summary>The virtual chip turns the datasheet's floating-point formulas round; the driver has the integer ones.</summary>
    [Fact]
    public async Task The_rooms_chip_gives_the_air_of_the_room_by_all_three_formulas()
    {
        await using var chips = new RoomChips();
        IPointSource sensor = chips.Open("bme280", VirtualBoard.Bme280Address);

        PollBatch batch = await chips.ReadAsync(sensor, 3);

        Assert.False(batch.Failed);
        Assert.Equal(chips.Room.State.Probe(RoomProbe.Middle), batch.Readings[0].Value, 0.02);
        Assert.Equal(chips.Room.State.ProbeHumidity(RoomProbe.Middle), batch.Readings[1].Value, 0.05);
        Assert.Equal(101_325, batch.Readings[2].Value, 3.0);
    }

    [Fact]
    public async Task A_failure_of_its_supply_costs_nothing_because_every_poll_states_the_settings()
    {
        await using var chips = new RoomChips();
        IPointSource sensor = chips.Open("bme280", VirtualBoard.Bme280Address);
        await chips.ReadAsync(sensor, 3);

        chips.Room.Board.PowerCycle(VirtualBoard.OtherAdapter, VirtualBoard.Bme280Address);

        Assert.All((await chips.ReadAsync(sensor, 3)).Readings.ToArray(), r => Assert.Equal(Quality.Good, r.Quality));
    }

    [Fact]
    public async Task A_chip_that_is_pulled_out_fails_and_comes_back()
    {
        await using var chips = new RoomChips();
        IPointSource sensor = chips.Open("bme280", VirtualBoard.Bme280Address);
        chips.Room.Board.SetI2cFault(VirtualBoard.OtherAdapter, VirtualBoard.Bme280Address, I2cFault.Nack);
        PollBatch gone = await chips.ReadAsync(sensor, 3);
        Assert.True(gone.Failed);
        Assert.Equal(QualityReason.CommFailure, gone.Readings[2].Reason);

        chips.Room.Board.SetI2cFault(VirtualBoard.OtherAdapter, VirtualBoard.Bme280Address, I2cFault.None);

        Assert.Equal(Quality.Good, (await chips.ReadAsync(sensor, 3)).Readings[0].Quality);
    }

    [Theory]
    [InlineData(0x58, "BMP280")]
    [InlineData(0x61, "0x61")]
    public async Task Another_chip_is_told_by_its_id(int id, string told)
    {
        PollBatch batch = await ReadAsync(id, new byte[8]);

        Assert.False(batch.Failed);
        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains(told, batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_stand_there_since_the_reset_are_no_measurement()
    {
        PollBatch batch = await ReadAsync(0x60, [0x80, 0, 0, 0x80, 0, 0, 0x80, 0]);

        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
    }

    [Fact]
    public async Task A_humidity_element_stuck_at_its_end_is_a_fault_and_leaves_the_others()
    {
        // 519888 and 415148, of 20 bits each.
        PollBatch batch = await ReadAsync(0x60, [0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0xFF, 0xFF]);

        Assert.Equal(
            [QualityReason.None, QualityReason.SensorFault, QualityReason.None], batch.Readings.ToArray().Select(r => r.Reason));
        Assert.Equal(25.08, batch.Readings[0].Value);
    }

    [Fact]
    public async Task Without_a_temperature_there_is_nothing_to_correct_the_others_by()
    {
        PollBatch batch = await ReadAsync(0x60, [0x65, 0x5A, 0xC0, 0, 0, 0, 0x70, 0x00]);

        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
    }

    private static Task<PollBatch> ReadAsync(int id, byte[] data)
    {
        byte settings = 0;
        short[] words = [27504, 26435, -1000, unchecked((short)36477), -10685, 3024, 2855, 140, -7, 15500, -14600, 6000];
        byte[] first = [.. words.SelectMany(w => new[] { (byte)w, (byte)(w >> 8) }), 0, 75];
        var chip = new FakeI2cDevice
        {
            OnWrite = bytes => settings = bytes[0] == 0xF4 ? (byte)(bytes[1] & 0xFC) : settings,
            OnRead = (selected, _) => selected[0] switch
            {
                0xD0 => [(byte)id],
                0x88 => first,
                0xE1 => [0x6A, 0x01, 0x00, 0x14, 0x25, 0x03, 0x1E],
                0xF2 => [2],
                0xF4 => [settings],
                0xF7 => data,
                _ => [0],
            },
        };
        var time = new FakeTimeProvider();
        var sensor = new Bme280(chip, new PointId(0), new PointId(1), new PointId(2), time);
        return Poll.OnceAsync(sensor, time, 0, 1, 2);
    }
}
