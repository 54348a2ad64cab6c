using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests.Board;

public class VirtualRegisterChipTests
{
    private readonly FakeTimeProvider _time = new();

    /// <summary>DS25095A, page 26, figure 5-5: 0xC194 at 25.25 degC, with limits of 0 that it is above.</summary>
    [Theory]
    [InlineData(25.25, 0xC194)]
    [InlineData(-25.25, 0x3E6C)]
    public void An_MCP9808_says_what_its_datasheet_says_and_zero_before_it_has_measured(double degrees, int register)
    {
        var chip = new VirtualMcp9808(() => degrees, _time);
        Assert.Equal(0, Word(chip, 5) & 0x1FFF);
        _time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(register, Word(chip, 5));
        Assert.Equal((0x0054, 0x0400), (Word(chip, 6), Word(chip, 7)));
    }

    [Fact]
    public void An_MCP9808_that_is_shut_down_keeps_its_last_value()
    {
        double degrees = 20;
        var chip = new VirtualMcp9808(() => degrees, _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        chip.Write([1, 0x01, 0x00]);
        degrees = 60;

        Assert.Equal(20 * 16, Word(chip, 5) & 0x1FFF);
    }

    /// <summary>SBOS448F, page 24, table 3, and SBOS547, page 16, table 1: 10 A over 2 mΩ, 11.98 V, 1 mA a code.</summary>
    [Theory]
    [InlineData(false, 0x5000, 0x07D0, 0x5D98)]
    [InlineData(true, 0x0A00, 0x1F40, 0x2570)]
    public void An_INA_works_its_datasheets_example_out(bool is226, int calibration, int shunt, int bus)
    {
        var chip = new VirtualIna(is226, 0.002, () => (11.98, 10), _time);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        chip.Write([5, (byte)(calibration >> 8), (byte)calibration]);
        chip.Write([0, 0x41, 0x27]);
        Assert.Equal(0, Word(chip, 1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((shunt, 0x2710), (Word(chip, 1), Word(chip, 4)));
        Assert.Equal(bus, Word(chip, 2) & (is226 ? 0xFFFF : 0xFFF8));
        chip.PowerCycle();
        Assert.Equal((0, 0), (Word(chip, 4), Word(chip, 5)));
    }

    [Fact]
    public void A_BME280_measures_on_command_and_holds_what_it_measured()
    {
        double pressure = 101_325;
        var chip = new VirtualBme280(() => (25.08, 50, pressure), _time);
        chip.Write([0xF2, 1]);
        chip.Write([0xF4, 0x25]);
        byte[] status = new byte[1], data = new byte[8], again = new byte[8];
        chip.Write([0xF3]);
        chip.Read(status);
        Assert.Equal(8, status[0]);
        _time.Advance(TimeSpan.FromMilliseconds(10));
        chip.Write([0xF7]);
        chip.Read(data);
        pressure = 90_000;
        chip.Write([0xF7]);
        chip.Read(again);

        // 519888 is 25.08 degC in Bosch's worked example; 17 bits of it are the same.
        int temperature = data[3] << 12 | data[4] << 4 | data[5] >> 4;
        Assert.InRange(temperature, 519888 - 40, 519888 + 40);
        Assert.Equal(data, again);
    }

    [Fact]
    public void An_MCP23017_shows_open_lines_high_only_with_its_pull_ups_and_inverts_by_its_polarity()
    {
        var chip = new VirtualMcp23017(line => line is 0 or 9);
        Assert.Equal([0x00, 0x00], Bytes(chip, 0x12, 2));
        chip.Write([0x0C, 0xFF, 0xFF]);
        Assert.Equal([0x01, 0x02], Bytes(chip, 0x12, 2));
        chip.Write([0x02, 0xFF]);
        Assert.Equal([0xFE, 0x02], Bytes(chip, 0x12, 2));
        // BANK = 1: port B's registers stand from 0x10 on.
        chip.Write([0x0A, 0x80]);
        Assert.Equal([0x02], Bytes(chip, 0x19, 1));
    }

    /// <summary>Datasheet 19-7487, table 1, and the file of Linux.</summary>
    [Theory]
    [InlineData(25.0625, "91 01", "t=25062")]
    [InlineData(-10.125, "5e ff", "t=-10125")]
    public void A_DS18B20_is_shown_as_Linux_shows_it(double degrees, string bytes, string thousandths)
    {
        string text = new VirtualDs18b20(() => degrees).Read();

        Assert.StartsWith(bytes, text, StringComparison.Ordinal);
        Assert.Contains("YES", text, StringComparison.Ordinal);
        Assert.EndsWith(thousandths + "\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_checksum_is_that_of_application_note_27() =>
        Assert.Equal(0xA2, VirtualDs18b20.Checksum([0x02, 0x1C, 0xB8, 0x01, 0x00, 0x00, 0x00]));

    private static int Word(WordRegisterChip chip, byte register)
    {
        byte[] bytes = Bytes(chip, register, 2);
        return bytes[0] << 8 | bytes[1];
    }

    private static byte[] Bytes(IVirtualChip chip, byte register, int count)
    {
        byte[] bytes = new byte[count];
        Assert.True(chip.Write([register]));
        Assert.True(chip.Read(bytes));
        return bytes;
    }
}
