using System.Device.Gpio;

namespace EdgeGuard.Simulator.Board;

/// <summary>
/// A driver over the virtual lines. A contact to ground: closed reads low in every mode; open reads high with the pull-up (and
/// without, for the board has resistors of its own) and low with the pull-down. A line that is no contact reads as open.
/// </summary>
internal sealed class VirtualGpioDriver(GpioBank bank) : GpioDriver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, PinMode> _modes = [];
    private readonly Dictionary<int, PinValue> _outputs = [];
    private readonly List<(int Line, PinChangeEventHandler Handler)> _handlers = [];

    protected override int PinCount => GpioBank.LineCount;

    protected override void OpenPin(int pinNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pinNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pinNumber, GpioBank.LineCount);
        lock (_gate)
            _modes.TryAdd(pinNumber, PinMode.Input);
        bank.Take(pinNumber, output: false);
    }

    protected override void ClosePin(int pinNumber)
    {
        lock (_gate)
        {
            foreach ((int line, PinChangeEventHandler handler) in _handlers.FindAll(h => h.Line == pinNumber))
                bank.Unsubscribe(line, handler);
            _handlers.RemoveAll(h => h.Line == pinNumber);
            _modes.Remove(pinNumber);
            _outputs.Remove(pinNumber);
        }

        bank.GiveBack(pinNumber);
    }

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        lock (_gate)
            _modes[pinNumber] = mode;
        bank.Take(pinNumber, mode == PinMode.Output);
    }

    protected override PinMode GetPinMode(int pinNumber)
    {
        lock (_gate)
            return _modes[pinNumber];
    }

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) =>
        mode is PinMode.Input or PinMode.InputPullUp or PinMode.InputPullDown or PinMode.Output;

    protected override PinValue Read(int pinNumber)
    {
        lock (_gate)
        {
            return _modes.GetValueOrDefault(pinNumber) switch
            {
                PinMode.Output => _outputs.GetValueOrDefault(pinNumber),
                PinMode.InputPullDown => PinValue.Low,
                _ => bank.IsOpen(pinNumber) ? PinValue.High : PinValue.Low,
            };
        }
    }

    protected override void Write(int pinNumber, PinValue value)
    {
        lock (_gate)
        {
            if (_modes.GetValueOrDefault(pinNumber) != PinMode.Output)
                throw new InvalidOperationException($"Line {pinNumber} is not an output.");
            _outputs[pinNumber] = value;
            bank.Drive(pinNumber, value == PinValue.High);
        }
    }

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        lock (_gate)
            _handlers.Add((pinNumber, callback));
        bank.Subscribe(pinNumber, eventTypes, callback);
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        lock (_gate)
            _handlers.Remove((pinNumber, callback));
        if (!bank.Unsubscribe(pinNumber, callback))
            throw new InvalidOperationException($"Line {pinNumber} has no such callback.");
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        // Not disposed: an edge that is being told while this returns may still release it.
        var happened = new SemaphoreSlim(0);
        PinEventTypes which = PinEventTypes.None;
        void OnEdge(object sender, PinValueChangedEventArgs edge)
        {
            which = edge.ChangeType;
            happened.Release();
        }

        bank.Subscribe(pinNumber, eventTypes, OnEdge);
        try
        {
            happened.Wait(cancellationToken);
            return new WaitForEventResult { EventTypes = which, TimedOut = false };
        }
        catch (OperationCanceledException)
        {
            return new WaitForEventResult { EventTypes = PinEventTypes.None, TimedOut = true };
        }
        finally
        {
            bank.Unsubscribe(pinNumber, OnEdge);
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            foreach ((int line, PinChangeEventHandler handler) in _handlers)
                bank.Unsubscribe(line, handler);
            _handlers.Clear();
            foreach (int line in _modes.Keys)
                bank.GiveBack(line);
            _modes.Clear();
        }

        base.Dispose(disposing);
    }
}
