using System.Device.I2c;
using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests;

public sealed class VirtualBoardTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly VirtualRoom _room;

    public VirtualBoardTests() => _room = new VirtualRoom(_time, new RoomOptions());

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(VirtualBoard.LowClimateAddress, -0.7)]
    [InlineData(VirtualBoard.HighClimateAddress, 0.8)]
    public void The_climate_chips_measure_the_room_where_they_hang(int address, double offset)
    {
        byte[] answer = Measure(address);
        double temperature = -45 + 175 * ((answer[0] << 8 | answer[1]) / 65535.0);
        double humidity = 100 * ((answer[3] << 8 | answer[4]) / 65535.0);
        Assert.Equal(_room.State.Air.Temperature + offset, temperature, 0.01);
        Assert.InRange(humidity, 40, 50);
    }

    [Fact]
    public void The_smoke_detectors_loop_gives_600_millivolts_in_clear_air_and_more_in_smoke()
    {
        Assert.Equal(0.6, Volts(), 0.001);
        _room.Smoke(true);
        _room.Advance(TimeSpan.FromSeconds(30));
        double expected = 150 * (0.004 + 0.016 * _room.State.Air.SmokeDensity / 20);
        Assert.Equal(expected, Volts(), 0.001);
        Assert.InRange(expected, 1.9, 2.1);
    }

    [Fact]
    public void A_dead_chip_and_an_empty_address_do_not_acknowledge()
    {
        using I2cDevice nobody = _room.OpenI2c(1, 0x46), chip = _room.OpenI2c(1, 0x44), elsewhere = _room.OpenI2c(0, 0x44);
        Assert.Throws<IOException>(() => nobody.Write([0x24, 0x00]));
        Assert.Throws<IOException>(() => elsewhere.Write([0x24, 0x00]));
        chip.Write([0x24, 0x00]);
        _room.Board.SetI2cFault(1, 0x44, I2cFault.Nack);
        Assert.Throws<IOException>(() => chip.Write([0x24, 0x00]));
        _room.Board.SetI2cFault(1, 0x44, I2cFault.None);
        chip.Write([0x24, 0x00]);
        Assert.Throws<ArgumentException>(() => _room.Board.SetI2cFault(1, 0x46, I2cFault.Nack));
    }

    [Fact]
    public void Bad_checksums_can_be_switched_on_and_off()
    {
        byte[] good = Measure(0x44);
        _room.Board.SetI2cFault(1, 0x44, I2cFault.BadChecksum);
        byte[] bad = Measure(0x44);
        Assert.Equal(good[..2], bad[..2]);
        Assert.NotEqual(good[2], bad[2]);
        _room.Board.SetI2cFault(1, 0x44, I2cFault.None);
        Assert.Equal(good, Measure(0x44));
    }

    private byte[] Measure(int address)
    {
        using I2cDevice chip = _room.OpenI2c(VirtualBoard.I2cAdapter, address);
        byte[] answer = new byte[6];
        chip.Write([0x24, 0x00]);
        _time.Advance(TimeSpan.FromMilliseconds(15.5));
        chip.Read(answer);
        return answer;
    }

    private double Volts()
    {
        using I2cDevice chip = _room.OpenI2c(VirtualBoard.I2cAdapter, VirtualBoard.ConverterAddress);
        chip.Write([1, 0xC3, 0x83]);
        _time.Advance(TimeSpan.FromMilliseconds(8.7));
        byte[] bytes = new byte[2];
        chip.WriteRead([0], bytes);
        return (short)(bytes[0] << 8 | bytes[1]) * 4.096 / 32768;
    }
}
