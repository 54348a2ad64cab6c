using CsCheck;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class SupervisedLoopTests
{
    private const int Contact = 0, Line = 1;

    /// <summary>Normal 1.65 V, alarm 2.50 V: 6.9 of 9.1 kΩ.</summary>
    private static readonly LoopConfig RestsClosed = new()
    {
        Input = 2,
        Signal = "env.smoke",
        SupplyVolts = 3.3,
        FeedOhms = 2200,
        EndOhms = 2200,
        AlarmOhms = 4700,
    };

    /// <summary>Normal 2.25 V; alarm 0.94 V, 877 of 3077 Ω.</summary>
    private static readonly LoopConfig RestsOpen = RestsClosed with { Rest = ContactRest.Open, EndOhms = 4700, AlarmOhms = 1078 };

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1.65, 0.0, 0.0)]
    [InlineData(2.50, 1.0, 0.0)]
    [InlineData(3.30, null, 1.0)]
    [InlineData(0.00, null, 2.0)]
    [InlineData(1.40, 0.0, 0.0)]
    [InlineData(2.07, 0.0, 0.0)]
    [InlineData(2.09, 1.0, 0.0)]
    [InlineData(2.89, 1.0, 0.0)]
    [InlineData(2.91, null, 1.0)]
    [InlineData(0.83, 0.0, 0.0)]
    [InlineData(0.82, null, 2.0)]
    public Task The_four_states_of_a_loop_that_rests_closed_are_four_readings(double volts, double? contact, double line) =>
        CheckAsync(RestsClosed, volts, contact, line);

    [Theory]
    [InlineData(2.25, 0.0, 0.0)]
    [InlineData(0.94, 1.0, 0.0)]
    [InlineData(3.30, null, 1.0)]
    [InlineData(0.00, null, 2.0)]
    [InlineData(1.59, 1.0, 0.0)]
    [InlineData(1.60, 0.0, 0.0)]
    public Task The_four_states_of_a_loop_that_rests_open_are_four_readings(double volts, double? contact, double line) =>
        CheckAsync(RestsOpen, volts, contact, line);

    [Fact]
    public void A_loop_with_resistors_of_5_percent_is_never_mistaken()
    {
        Gen<double> off = Gen.Double[0.95, 1.05];
        Gen.Select(off, off, off, Gen.Int[0, 3]).Sample((feed, end, alarm, state) =>
        {
            double r = RestsClosed.EndOhms * end + (state == 1 ? RestsClosed.AlarmOhms * alarm : 0);
            double volts = state switch { 2 => 3.3, 3 => 0, _ => 3.3 * r / (r + RestsClosed.FeedOhms * feed) };
            var batch = new PollBatch(0, [new PointId(Contact), new PointId(Line)]);
            var loop = new SupervisedLoop(new PointId(Contact), new PointId(Line), RestsClosed);
            short code = (short)Math.Min(volts / 4.096 * 32768, short.MaxValue);
            Assert.Equal(RestsClosed.Debounce, loop.Add(batch, code));
            Assert.Null(loop.Add(batch, code));
            Assert.Equal(state switch { 2 => 1, 3 => 2, _ => 0 }, batch.Readings[1].Value);
            Assert.True(state > 1 ? batch.Readings[0].Quality == Quality.Bad : batch.Readings[0].Value == state);
        });
    }

    [Fact]
    public async Task A_new_state_is_looked_at_twice_and_an_old_one_once()
    {
        var chip = new FakeAds1115 { Volts = 1.65 };
        FakeI2cDevice device = chip.Device();
        using Ads1115 converter = Make(device, RestsClosed);

        await Poll.OnceAsync(converter, _time, Contact, Line);
        int first = device.Written.Count;
        await Poll.OnceAsync(converter, _time, Contact, Line);

        Assert.Equal((2, 1), (first, device.Written.Count - first));
    }

    [Fact]
    public void A_loop_that_says_something_else_each_time_is_a_fault_of_both_points()
    {
        var batch = new PollBatch(0, [new PointId(Contact), new PointId(Line)]);
        var loop = new SupervisedLoop(new PointId(Contact), new PointId(Line), RestsClosed);
        int looks = 1;
        while (loop.Add(batch, (short)(looks % 2 == 0 ? 0 : 13200)) is not null)
            looks++;

        Assert.InRange(looks, 3, 10);
        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
    }

    [Fact]
    public async Task The_rooms_loop_tells_smoke_a_cut_wire_and_a_short_circuit_apart()
    {
        await using var chips = new RoomChips();
        var device = new DeviceConfig { Id = "d", Bus = "i2c", Loops = new Dictionary<string, LoopConfig> { ["smoke"] = RestsClosed } };
        IPointSource source = chips.Open("ads1115", VirtualBoard.LoopConverterAddress, device);
        Expect(0.0, 0.0, await chips.ReadAsync(source, 2));

        chips.Room.Smoke(true);
        Expect(1.0, 0.0, await chips.ReadAsync(source, 2));
        chips.Room.Board.SetLoop(LoopWires.Open);
        Expect(double.NaN, SupervisedLoop.LineOpen, await chips.ReadAsync(source, 2));
        chips.Room.Board.SetLoop(LoopWires.Shorted);
        Expect(double.NaN, SupervisedLoop.LineShorted, await chips.ReadAsync(source, 2));
        chips.Room.Board.SetLoop(LoopWires.Whole);
        chips.Room.Smoke(false);
        Expect(0.0, SupervisedLoop.LineWell, await chips.ReadAsync(source, 2));
    }

    private static void Expect(double contact, double line, PollBatch batch) =>
        Assert.Equal([contact, line], batch.Readings.ToArray().Select(r => r.Value));

    private async Task CheckAsync(LoopConfig config, double volts, double? contact, double line)
    {
        using Ads1115 converter = Make(new FakeAds1115 { Volts = volts }.Device(), config);

        PollBatch batch = await Poll.OnceAsync(converter, _time, Contact, Line);

        Assert.False(batch.Failed);
        Assert.Equal(line, batch.Readings[Line].Value);
        Assert.Equal(contact is null ? (Quality.Bad, QualityReason.SensorFault) : (Quality.Good, QualityReason.None), (batch.Readings[Contact].Quality, batch.Readings[Contact].Reason));
        Assert.Equal(contact ?? double.NaN, batch.Readings[Contact].Value);
    }

    private Ads1115 Make(FakeI2cDevice device, LoopConfig config) =>
        new(device, [new SupervisedLoop(new PointId(Contact), new PointId(Line), config)], _time);
}
