using System.Device.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

/// <summary>Lines that a test moves by hand, with or without telling of the edge.</summary>
internal sealed class FakeGpioDriver : GpioDriver
{
    private readonly Dictionary<int, PinChangeEventHandler> _handlers = [];
    private readonly HashSet<int> _open = [];

    public Dictionary<int, bool> Levels { get; } = [];

    public Dictionary<int, PinMode> Modes { get; } = [];

    /// <summary>Lines that cannot be opened.</summary>
    public HashSet<int> Busy { get; } = [];

    /// <summary>Called in the middle of a read, after the level was taken.</summary>
    public Action OnRead { get; set; } = () => { };

    protected override int PinCount => 54;

    public void Move(int line, bool high, bool tells = true)
    {
        Levels[line] = high;
        if (tells)
            Tell(new PinValueChangedEventArgs(high ? PinEventTypes.Rising : PinEventTypes.Falling, line));
    }

    public void Tell(PinValueChangedEventArgs edge)
    {
        if (_handlers.TryGetValue(edge.PinNumber, out PinChangeEventHandler? handler))
            handler(this, edge);
    }

    protected override void OpenPin(int pinNumber)
    {
        if (Busy.Contains(pinNumber))
            throw new IOException($"GPIO line {pinNumber} is in use by 'other'");
        _open.Add(pinNumber);
    }

    protected override void ClosePin(int pinNumber)
    {
        _open.Remove(pinNumber);
        _handlers.Remove(pinNumber);
    }

    protected override void SetPinMode(int pinNumber, PinMode mode) => Modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => Modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber)
    {
        if (Busy.Contains(pinNumber))
            throw new IOException("the chip is gone");
        bool high = Levels[pinNumber];
        OnRead();
        return high;
    }

    protected override void Write(int pinNumber, PinValue value) => throw new NotSupportedException();

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _handlers[pinNumber] = callback;

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _handlers.Remove(pinNumber);
}
