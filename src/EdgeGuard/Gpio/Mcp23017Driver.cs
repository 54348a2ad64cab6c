using System.Device.Gpio;
using System.Device.I2c;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// Microchip MCP23017 as 16 input lines: 0 to 7 are GPA0 to GPA7, 8 to 15 GPB0 to GPB7. It tells of no edges; its lines are polled, all of them and
/// the settings by one transfer a poll. Its polarity register stays 0: what rests high or low is the contact's configuration.
/// Source: datasheet DS20001952C, table 3-5 (registers for IOCON.BANK = 0) and sections 3.5.1, 3.5.2 and 3.5.7.
/// </summary>
/// <param name="device">Owned from here on.</param>
internal sealed class Mcp23017Driver(I2cDevice device) : GpioDriver
{
    public const int Lines = 16;

    private const byte Direction = 0x00, Polarity = 0x02, ControlOfOtherBank = 0x05, Control = 0x0A, PullUp = 0x0C, Port = 0x12;

    /// <summary>From the directions to the ports.</summary>
    private readonly byte[] _registers = new byte[Port + 2];
    private readonly Dictionary<int, PinMode> _modes = [];
    private bool _isFresh;
    private string? _failure;

    protected override int PinCount => Lines;

    /// <summary>A new poll: what was read before is old.</summary>
    public void Forget()
    {
        _isFresh = false;
        _failure = null;
    }

    protected override void OpenPin(int pinNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pinNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pinNumber, Lines);
        _modes[pinNumber] = PinMode.Input;
    }

    protected override void ClosePin(int pinNumber) => _modes.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        if (!IsPinModeSupported(pinNumber, mode))
            throw new IOException($"Line {pinNumber} of an MCP23017 has no mode {mode}.");
        _modes[pinNumber] = mode;
        Do(() =>
        {
            // Other software may have left it with BANK = 1, where this is the control register; otherwise it enables no interrupt.
            device.Write([ControlOfOtherBank, 0]);
            device.Write([Control, 0]);
            ushort pullUps = PullUps;
            device.Write([Direction, 0xFF, 0xFF, 0, 0]);
            device.Write([PullUp, (byte)pullUps, (byte)(pullUps >> 8)]);
        });
        _isFresh = false;
    }

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is PinMode.Input or PinMode.InputPullUp;

    /// <exception cref="IOException">The chip did not answer, or it lost its settings: without its pull-ups its lines float.</exception>
    protected override PinValue Read(int pinNumber)
    {
        if (!_isFresh)
            Do(ReadRegisters);
        _isFresh = true;
        return (Word(Port) >> pinNumber & 1) != 0;
    }

    protected override void Write(int pinNumber, PinValue value) => throw new NotSupportedException("The lines are inputs.");

    /// <summary>Nobody is called back: the poll finds what happened.</summary>
    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An MCP23017 is polled.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            device.Dispose();
        base.Dispose(disposing);
    }

    private ushort PullUps => (ushort)_modes.Where(m => m.Value == PinMode.InputPullUp).Sum(m => 1 << m.Key);

    private ushort Word(byte register) => (ushort)(_registers[register] | _registers[register + 1] << 8);

    private void ReadRegisters()
    {
        device.WriteRead([Direction], _registers);
        if (Word(Direction) != 0xFFFF || Word(Polarity) != 0 || Word(Control) != 0 || Word(PullUp) != PullUps)
        {
            throw new IOException(
                $"MCP23017 0x{device.ConnectionSettings.DeviceAddress:X2} lost its settings (directions 0x{Word(Direction):X4}, pull-ups 0x{Word(PullUp):X4}; its supply?).");
        }
    }

    /// <summary>A dead chip is asked once a poll and not once a line.</summary>
    private void Do(Action transfer)
    {
        if (_failure is not null)
            throw new IOException(_failure);
        try
        {
            transfer();
        }
        catch (IOException e)
        {
            _failure = e.Message;
            throw;
        }
    }
}
