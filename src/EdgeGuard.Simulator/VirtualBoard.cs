using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator;

/// <summary>
/// The single-board computer in the room: one I2C adapter (1) with two SHT3x (0x44 low, 0x45 high in the room) and an ADS1115 (0x48: AIN0 smoke
/// density 0-20 %/m and AIN1 temperature at 1.1 m 0-50 degC, both 4-20 mA over 150 Ω; AIN2, AIN3 open), and one chip of 28 GPIO lines.
/// </summary>
public sealed class VirtualBoard
{
    public const int I2cAdapter = 1, LowClimateAddress = 0x44, HighClimateAddress = 0x45, ConverterAddress = 0x48;

    private const double ShuntOhm = 150, ZeroAmpere = 0.004, SpanAmpere = 0.016;
    private const double SmokeSpan = 20, TemperatureSpan = 50;

    private readonly VirtualI2cBus _i2c = new();
    private readonly GpioBank _gpio = new();
    private readonly Func<RoomState> _room;

    internal VirtualBoard(Func<RoomState> room, TimeProvider time)
    {
        _room = room;
        _i2c.Attach(I2cAdapter, LowClimateAddress, new VirtualSht3x(() => Climate(room(), RoomProbe.Low), time));
        _i2c.Attach(I2cAdapter, HighClimateAddress, new VirtualSht3x(() => Climate(room(), RoomProbe.High), time));
        _i2c.Attach(I2cAdapter, ConverterAddress, new VirtualAds1115(input => Volts(room(), input), time));
    }

    /// <summary>Contact name (smoke, water, door, mains, ac1, ac2) to line. Every contact is closed to ground while all is well.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; } = RoomContact.All.ToDictionary(c => c.Name, c => c.Line);

    /// <summary>Never fails: where no chip is, the first transfer is an IOException.</summary>
    public I2cDevice OpenI2c(int adapter, int address) => new VirtualI2cDevice(_i2c, adapter, address);

    /// <summary>A controller of its own over the same lines; the caller disposes it.</summary>
    public GpioController OpenGpio() => new(new VirtualGpioDriver(_gpio));

    /// <exception cref="ArgumentException">There is no chip at this address.</exception>
    public void SetI2cFault(int adapter, int address, I2cFault fault) => _i2c.SetFault(adapter, address, fault);

    /// <exception cref="ArgumentException">There is no such contact.</exception>
    public void BreakWire(string contact) => _gpio.SetBroken(LineOf(contact), true);

    /// <exception cref="ArgumentException">There is no such contact.</exception>
    public void MendWire(string contact) => _gpio.SetBroken(LineOf(contact), false);

    /// <summary>The next edges change the level and call nobody back, as happens on real chips.</summary>
    public void LoseEdges(int count) => _gpio.LoseEdges(count);

    internal void Update() => _gpio.Update(_room);

    private static (double Temperature, double Humidity) Climate(RoomState room, RoomProbe probe) => (room.Probe(probe), room.ProbeHumidity(probe));

    private static double Volts(RoomState room, int input) => input switch
    {
        0 => Loop(room.Air.SmokeDensity / SmokeSpan),
        1 => Loop(room.Probe(RoomProbe.Middle) / TemperatureSpan),
        _ => 0,
    };

    private static double Loop(double share) => ShuntOhm * (ZeroAmpere + SpanAmpere * Math.Clamp(share, 0, 1));

    private int LineOf(string contact) => Lines.TryGetValue(contact, out int line)
        ? line
        : throw new ArgumentException($"There is no contact \"{contact}\"; there are {string.Join(", ", Lines.Keys)}.", nameof(contact));
}
