using System.Device.Gpio;
using System.Device.I2c;
using EdgeGuard.Simulator.Board;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator;

/// <summary>
/// The single-board computer in the room: an I2C adapter (1) with two SHT3x (0x44 low, 0x45 high in the room) and an ADS1115 (0x48: AIN0 smoke
/// density 0-20 %/m and AIN1 temperature at 1.1 m 0-50 degC, both 4-20 mA over 150 Ω; AIN2, AIN3 open), and one chip of 28 GPIO lines.
/// A second adapter (2) has one of every other chip beside the middle of the room: SHT4x 0x44, BME280 0x76, MCP9808 0x18, INA219 0x41 (50 mV at 5 A: the
/// cabinet's 12 V), INA226 0x40 (75 mV at 500 A in the battery's wire, charge positive), MCP23017 0x20 (lines 0 to 5: the contacts as on GPIO)
/// and ADS1115 0x49 whose AIN2 is a supervised loop to the smoke detector (3.3 V over 2.2 kΩ, end 2.2 kΩ, alarm 4.7 kΩ behind it). 1-Wire has a DS18B20.
/// </summary>
public sealed class VirtualBoard
{
    public const int I2cAdapter = 1, LowClimateAddress = 0x44, HighClimateAddress = 0x45, ConverterAddress = 0x48;

    public const int OtherAdapter = 2, Sht4xAddress = 0x44, Bme280Address = 0x76, Mcp9808Address = 0x18, Ina219Address = 0x41, Ina226Address = 0x40,
        ExpanderAddress = 0x20, LoopConverterAddress = 0x49;

    /// <summary>The DS18B20's name as the kernel gives it.</summary>
    public const string OneWireRom = "28-0316a2795bff";

    public const string GpioLabel = "virtual-room";

    private const double ShuntOhm = 150, ZeroAmpere = 0.004, SpanAmpere = 0.016;
    private const double Pressure = 101_325, CabinetVolts = 12.1, CabinetAmperes = 1.85;
    private const double LoopVolts = 3.3, LoopFeed = 2200, LoopEnd = 2200, LoopAlarm = 4700;
    private const double SmokeSpan = 20, TemperatureSpan = 50;

    private readonly VirtualI2cBus _i2c = new();
    private readonly GpioBank _gpio = new();
    private readonly Func<RoomState> _room;
    private readonly VirtualDs18b20 _oneWire;
    private volatile LoopWires _loop;

    internal VirtualBoard(Func<RoomState> room, TimeProvider time)
    {
        _room = room;
        _i2c.Attach(I2cAdapter, LowClimateAddress, new VirtualSht3x(() => Climate(room(), RoomProbe.Low), time));
        _i2c.Attach(I2cAdapter, HighClimateAddress, new VirtualSht3x(() => Climate(room(), RoomProbe.High), time));
        _i2c.Attach(I2cAdapter, ConverterAddress, new VirtualAds1115(input => Volts(room(), input), time));
        _oneWire = new VirtualDs18b20(() => room().Probe(RoomProbe.Middle));
        AttachOthers(room, time);
    }

    /// <summary>Contact name (smoke, water, door, mains, ac1, ac2) to line. Every contact is closed to ground while all is well.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; } = RoomContact.All.ToDictionary(c => c.Name, c => c.Line);

    /// <summary>Never fails: where no chip is, the first transfer is an IOException.</summary>
    public I2cDevice OpenI2c(int adapter, int address) => new VirtualI2cDevice(_i2c, adapter, address);

    /// <summary>A controller of its own over the same lines; the caller disposes it.</summary>
    public GpioController OpenGpio() => new(MakeGpioDriver());

    /// <summary>The same without its controller.</summary>
    public GpioDriver MakeGpioDriver() => new VirtualGpioDriver(_gpio);

    /// <summary>Every line, without taking any.</summary>
    public IReadOnlyList<VirtualLine> SurveyGpio() => _gpio.Survey();

    /// <exception cref="ArgumentException">There is no chip at this address.</exception>
    public void SetI2cFault(int adapter, int address, I2cFault fault) => _i2c.SetFault(adapter, address, fault);

    /// <summary>The chip's supply fails for a moment.</summary>
    /// <exception cref="ArgumentException">There is no chip at this address.</exception>
    public void PowerCycle(int adapter, int address) => _i2c.PowerCycle(adapter, address);

    /// <summary>The chips that Linux would list on 1-Wire.</summary>
    public IReadOnlyList<string> OneWireRoms => _oneWire.IsGone ? [] : [OneWireRom];

    /// <summary>What Linux would read from a chip on 1-Wire.</summary>
    /// <exception cref="IOException">There is none of that name, or it does not answer.</exception>
    public string ReadOneWire(string rom) =>
        rom == OneWireRom ? _oneWire.Read() : throw new IOException($"The virtual board has no 1-Wire chip {rom}.");

    public void SetOneWireFault(OneWireFault fault)
    {
        _oneWire.IsGone = fault == OneWireFault.Gone;
        _oneWire.IsStarved = fault == OneWireFault.Starved;
        _oneWire.CorruptsChecksum = fault == OneWireFault.BadChecksum;
    }

    /// <summary>The wires of the supervised loop.</summary>
    public void SetLoop(LoopWires wires) => _loop = wires;

    /// <exception cref="ArgumentException">There is no such contact.</exception>
    public void BreakWire(string contact) => _gpio.SetBroken(LineOf(contact), true);

    /// <exception cref="ArgumentException">There is no such contact.</exception>
    public void MendWire(string contact) => _gpio.SetBroken(LineOf(contact), false);

    /// <summary>Every level that a line was set to as an output, in order; empty: nobody ever did.</summary>
    public IReadOnlyList<bool> Driven(int line) => _gpio.Driven(line);

    /// <summary>The next edges change the level and call nobody back, as happens on real chips.</summary>
    public void LoseEdges(int count) => _gpio.LoseEdges(count);

    internal void Update() => _gpio.Update(_room);

    private void AttachOthers(Func<RoomState> room, TimeProvider time)
    {
        const RoomProbe Here = RoomProbe.Middle;
        _i2c.Attach(OtherAdapter, Sht4xAddress, new VirtualSht4x(() => Climate(room(), Here), 0x0F5C_1A2B, time));
        _i2c.Attach(OtherAdapter, Bme280Address, new VirtualBme280(() => (room().Probe(Here), room().ProbeHumidity(Here), Pressure), time));
        _i2c.Attach(OtherAdapter, Mcp9808Address, new VirtualMcp9808(() => room().Probe(Here), time));
        _i2c.Attach(OtherAdapter, Ina219Address, new VirtualIna(is226: false, 0.01, () => (CabinetVolts, CabinetAmperes), time));
        _i2c.Attach(OtherAdapter, Ina226Address, new VirtualIna(is226: true, 0.00015, () => (0, room().DcPlant.BatteryCurrent), time));
        _i2c.Attach(OtherAdapter, ExpanderAddress, new VirtualMcp23017(line => line >= RoomContact.All.Count || _gpio.IsOpen(RoomContact.All[line].Line)));
        _i2c.Attach(OtherAdapter, LoopConverterAddress, new VirtualAds1115(input => input == 2 ? SmokeLoop(room()) : 0, time));
    }

    private double SmokeLoop(RoomState room)
    {
        if (_loop == LoopWires.Open)
            return LoopVolts;
        double ohms = LoopEnd + (room.Inputs.Smoke ? LoopAlarm : 0);
        return _loop == LoopWires.Shorted ? 0 : LoopVolts * ohms / (LoopFeed + ohms);
    }

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
