using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

public sealed class Ds18b20Tests : IDisposable
{
    /// <summary>As Documentation/w1 of Linux shows it.</summary>
    private const string Text = "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125\n";

    private readonly FakeTimeProvider _time = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("w1");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Datasheet 19-7487, table 1.</summary>
    [Theory]
    [InlineData(0x07D0, 125)]
    [InlineData(0x0550, 85)]
    [InlineData(0x0191, 25.0625)]
    [InlineData(0x00A2, 10.125)]
    [InlineData(0x0008, 0.5)]
    [InlineData(0x0000, 0)]
    [InlineData(0xFFF8, -0.5)]
    [InlineData(0xFF5E, -10.125)]
    [InlineData(0xFE6F, -25.0625)]
    [InlineData(0xFC90, -55)]
    public void The_datasheets_table_of_temperatures_is_met(int raw, double degrees) =>
        Assert.Equal(degrees, Ds18b20.DegreesCelsius((short)raw, 0x7F));

    [Fact]
    public void At_nine_bits_the_lowest_three_mean_nothing() => Assert.Equal(25.0, Ds18b20.DegreesCelsius(0x0197, 0x1F));

    /// <summary>Application note 27: ROM code 02 1C B8 01 00 00 00 has the checksum A2.</summary>
    [Fact]
    public void The_checksum_is_that_of_the_makers_example() =>
        Assert.Equal(0xA2, Ds18b20.Checksum([0x02, 0x1C, 0xB8, 0x01, 0x00, 0x00, 0x00]));

    [Fact]
    public async Task The_kernels_file_is_read()
    {
        Reading reading = (await ReadAsync(Text)).Readings[0];

        Assert.Equal((Quality.Good, 23.125), (reading.Quality, reading.Value));
    }

    [Fact]
    public async Task Eighty_five_degrees_is_a_fault_and_not_a_reading()
    {
        // Its checksum is right: it is what the chip holds after power-on.
        PollBatch batch = await ReadAsync("50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000\n");

        Assert.False(batch.Failed);
        Assert.Equal(QualityReason.SensorFault, batch.Readings[0].Reason);
    }

    [Theory]
    [InlineData("72 01 4b 46 7f ff 0e 10 58 : crc=57 NO\n", false, QualityReason.Crc)]
    [InlineData("00 00 00 00 00 00 00 00 00 : crc=00 YES\n", true, QualityReason.CommFailure)]
    [InlineData("ff ff ff ff ff ff ff ff ff : crc=c9 NO\n", true, QualityReason.CommFailure)]
    [InlineData("", true, QualityReason.CommFailure)]
    [InlineData("72 01 zz", true, QualityReason.CommFailure)]
    public async Task The_line_and_the_chip_are_told_apart(string text, bool failed, QualityReason reason)
    {
        PollBatch batch = await ReadAsync(text);

        Assert.Equal((failed, reason), (batch.Failed, batch.Readings[0].Reason));
    }

    [Fact]
    public async Task The_files_of_the_kernel_are_found_below_their_folder_and_a_missing_chip_is_told_by_name()
    {
        var board = new LinuxBoard(_folder.FullName);
        _folder.CreateSubdirectory("28-0316a2795bff");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "28-0316a2795bff", "w1_slave"), Text, TestContext.Current.CancellationToken);

        PollBatch there = await Poll.OnceAsync(new Ds18b20(() => board.OneWire.Read("28-0316a2795bff"), new PointId(0)), _time, 0);
        PollBatch missing = await Poll.OnceAsync(new Ds18b20(() => board.OneWire.Read("28-0000000000ff"), new PointId(0)), _time, 0);
        PollBatch nowhere = await Poll.OnceAsync(new Ds18b20(() => new LinuxBoard("/nowhere").OneWire.Read("28-0"), new PointId(0)), _time, 0);

        Assert.Equal(23.125, there.Readings[0].Value);
        Assert.True(missing.Failed);
        Assert.Contains("28-0000000000ff", missing.Detail, StringComparison.Ordinal);
        Assert.Contains("dtoverlay", nowhere.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OneWireFault.None, QualityReason.None)]
    [InlineData(OneWireFault.Gone, QualityReason.CommFailure)]
    [InlineData(OneWireFault.Starved, QualityReason.SensorFault)]
    [InlineData(OneWireFault.BadChecksum, QualityReason.Crc)]
    public async Task The_rooms_chip_is_read_with_its_faults(OneWireFault fault, QualityReason reason)
    {
        await using var room = new VirtualRoom(_time, new RoomOptions());
        room.Board.SetOneWireFault(fault);
        var board = new RoomBoard(room.Board);

        PollBatch batch = await Poll.OnceAsync(new Ds18b20(() => board.OneWire.Read(VirtualBoard.OneWireRom), new PointId(0)), _time, 0);

        Assert.Equal(reason, batch.Readings[0].Reason);
        if (fault == OneWireFault.None)
            Assert.Equal(room.State.Probe(RoomProbe.Middle), batch.Readings[0].Value, 0.07);
    }

    private Task<PollBatch> ReadAsync(string text) => Poll.OnceAsync(new Ds18b20(() => text, new PointId(0)), _time, 0);
}
