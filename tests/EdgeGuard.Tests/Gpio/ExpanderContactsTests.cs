using System.Device.I2c;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Board;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Gpio;

/// <summary>Contacts on the room's MCP23017, whose lines 0 to 5 are smoke, water, door, mains, ac1 and ac2.</summary>
public sealed class ExpanderContactsTests : IAsyncDisposable
{
    private const int Smoke = 0, Unused = 1, Changes = 2, Address = VirtualBoard.ExpanderAddress;

    private readonly FakeTimeProvider _time = new();
    private readonly VirtualRoom _room;
    private readonly ExpanderContacts _contacts;
    private readonly PollBatch _batch = new(0, [new PointId(Smoke), new PointId(Unused), new PointId(Changes)]);
    private readonly long _started;
    private int _wakes;

    public ExpanderContactsTests()
    {
        _started = _time.GetTimestamp();
        _room = new VirtualRoom(_time, new RoomOptions());
        _contacts = new ExpanderContacts(
            _room.OpenI2c(VirtualBoard.OtherAdapter, Address),
            new Dictionary<string, ContactConfig>
            {
                ["smoke"] = new() { Line = 0, Signal = "env.smoke", CountChanges = true },
                ["unused"] = new() { Line = 13, Signal = "env.door", Rest = ContactRest.Open },
            },
            name => new PointId(name switch { "smoke" => Smoke, "unused" => Unused, _ => Changes }),
            _time);
        _contacts.Contacts.Changed = () => _wakes++;
    }

    public async ValueTask DisposeAsync()
    {
        _contacts.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public void Lines_of_both_ports_are_contacts_with_pull_ups()
    {
        Read();

        Assert.False(_batch.Failed);
        Assert.Equal((0.0, 0.0), (Value(Smoke), Value(Unused)));
        Assert.Equal([0x01, 0x20], Registers(0x0C, 2));
        Assert.Equal([0xFF, 0xFF, 0, 0], Registers(0, 4));
    }

    [Fact]
    public void A_change_is_found_by_the_poll_and_settles_after_the_debounce_time_like_that_of_a_GPIO_line()
    {
        Read();
        _room.Smoke(true);
        Pass(200);
        Read();
        Assert.Equal(0, Value(Smoke));
        Assert.Equal(0, _wakes);
        Pass(50);
        Assert.Equal(1, _wakes);

        Read();

        Assert.Equal(1, Value(Smoke));
        Assert.Equal(1, Value(Changes));
    }

    [Fact]
    public void A_chip_whose_supply_failed_is_told_and_set_up_again_before_its_lines_are_believed()
    {
        Read();
        // Without its pull-ups the open line would read low, which is closed.
        _room.Smoke(true);
        Pass(100);
        Read();
        Pass(100);
        Read();
        Assert.Equal(1, Value(Smoke));
        _room.Board.PowerCycle(VirtualBoard.OtherAdapter, Address);

        Pass(100);
        Read();
        Assert.True(_batch.Failed);
        Assert.Contains("lost its settings", _batch.Detail, StringComparison.Ordinal);

        Pass(100);
        Read();
        Assert.False(_batch.Failed);
        Assert.Equal(1, Value(Smoke));
    }

    [Fact]
    public void A_chip_that_other_software_left_in_the_other_bank_is_set_right()
    {
        using I2cDevice other = _room.OpenI2c(VirtualBoard.OtherAdapter, Address);
        other.Write([0x0A, 0xA0]);

        Read();

        Assert.False(_batch.Failed);
        Assert.Equal([0x01, 0x20], Registers(0x0C, 2));
    }

    [Fact]
    public void A_poll_reads_all_lines_with_one_transfer()
    {
        var chip = new Sensors.FakeI2cDevice();
        int reads = 0;
        byte[] registers = new byte[0x14];
        (registers[0], registers[1], registers[0x0C]) = (0xFF, 0xFF, 0xFF);
        chip.OnRead = (_, count) =>
        {
            reads++;
            return registers[..count];
        };
        using var contacts = new ExpanderContacts(
            chip,
            Enumerable.Range(0, 8).ToDictionary(i => $"c{i}", i => new ContactConfig { Line = i, Signal = "env.door" }),
            name => new PointId(name[1] - '0'),
            _time);
        chip.OnWrite = bytes => registers[0x0C] = bytes[0] == 0x0C ? bytes[1] : registers[0x0C];
        Read(contacts);
        (reads, int before) = (0, chip.Written.Count);

        Read(contacts);

        Assert.Equal((1, before), (reads, chip.Written.Count));
    }

    [Fact]
    public void A_chip_that_is_pulled_out_fails_with_one_try_and_comes_back()
    {
        Read();
        _room.Board.SetI2cFault(VirtualBoard.OtherAdapter, Address, I2cFault.Nack);
        Read();
        Assert.True(_batch.Failed);
        Assert.All(_batch.Readings.ToArray(), r => Assert.Equal(QualityReason.CommFailure, r.Reason));

        _room.Board.SetI2cFault(VirtualBoard.OtherAdapter, Address, I2cFault.None);
        Read();

        Assert.Equal(Quality.Good, _batch.Readings[0].Quality);
    }

    private byte[] Registers(byte first, int count)
    {
        using I2cDevice device = _room.OpenI2c(VirtualBoard.OtherAdapter, Address);
        byte[] bytes = new byte[count];
        device.WriteRead([first], bytes);
        return bytes;
    }

    private double Value(int point) => Assert.Single(_batch.Readings.ToArray(), r => r.Point.Index == point).Value;

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private void Read(ExpanderContacts? contacts = null)
    {
        PollBatch batch = contacts is null ? _batch : new PollBatch(0, Enumerable.Range(0, 8).Select(i => new PointId(i)));
        batch.Begin(new MonotonicTime(1, _time.GetElapsedTime(_started)));
        ValueTask read = (contacts ?? _contacts).ReadAsync(batch, TestContext.Current.CancellationToken);
        Assert.True(read.IsCompletedSuccessfully);
    }
}
