using System.Device.Gpio;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// GPIO over the kernel's character device (ABI version 2), without a native library beside the binary. Pin numbers are
/// line offsets of one chip. Edges arrive on one background thread, as <see cref="EdgeEventArgs"/>.
/// </summary>
internal sealed class CharDevGpioDriver : GpioDriver
{
    private readonly Dictionary<int, GpioLine> _lines = [];
    private readonly Lock _gate = new();
    private readonly string? _label;
    private readonly string _directory;
    private readonly TimeSpan _debounce;
    private GpioChip _chip;
    private GpioEventLoop? _loop;

    /// <param name="label">The chip's label; null takes the header's chip of a known Pi.</param>
    /// <param name="directory">Where the chips are, /dev.</param>
    /// <param name="debounce">
    /// What the kernel is asked to filter; zero asks for nothing. A filtered line also <i>reads</i> filtered, so that a poll
    /// no longer finds the edge whose interrupt was lost: contacts leave this off and settle their lines themselves.
    /// </param>
    /// <exception cref="IOException">No such chip; the message lists the labels that there are.</exception>
    public CharDevGpioDriver(string? label, string directory, TimeSpan debounce)
    {
        _directory = directory;
        _debounce = debounce;
        _chip = GpioChip.Open(label, directory);
        _label = _chip.Label;
    }

    public string Label => _chip.Label;

    protected override int PinCount => _chip.Lines;

    /// <summary>
    /// What the kernel tells of every line. None is taken for it, so no level is told: on a Pi a line that was taken and given back is switched
    /// to GPIO, also one that serves I2C or a UART (pinctrl-bcm2835, gpio_disable_free), which the kernel shows as a free input.
    /// </summary>
    public IReadOnlyList<GpioLineState> Survey()
    {
        using Lock.Scope scope = _gate.EnterScope();
        if (_lines.Count == 0)
            ReopenChipIfGone();
        return _chip.Survey();
    }

    protected override void OpenPin(int pinNumber)
    {
        using Lock.Scope scope = _gate.EnterScope();
        if (_lines.Count == 0)
            ReopenChipIfGone();
        if (pinNumber < 0 || pinNumber >= _chip.Lines)
            throw new ArgumentOutOfRangeException(nameof(pinNumber), pinNumber, $"{_chip.Label} has lines 0 to {_chip.Lines - 1}.");
        _lines.Add(pinNumber, new GpioLine(_chip, pinNumber, _debounce));
    }

    protected override void ClosePin(int pinNumber)
    {
        GpioLine line;
        using (_gate.EnterScope())
        {
            line = Line(pinNumber);
            _lines.Remove(pinNumber);
        }

        _loop?.Remove(line);
        line.Dispose();
    }

    protected override void SetPinMode(int pinNumber, PinMode mode) => SetMode(pinNumber, mode, initial: false);

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) =>
        SetMode(pinNumber, mode, initialValue == PinValue.High);

    protected override PinMode GetPinMode(int pinNumber)
    {
        using Lock.Scope scope = _gate.EnterScope();
        return Line(pinNumber).Mode;
    }

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) =>
        mode is PinMode.Input or PinMode.InputPullUp or PinMode.InputPullDown or PinMode.Output;

    protected override PinValue Read(int pinNumber)
    {
        using Lock.Scope scope = _gate.EnterScope();
        return Line(pinNumber).Read();
    }

    protected override void Write(int pinNumber, PinValue value)
    {
        using Lock.Scope scope = _gate.EnterScope();
        Line(pinNumber).Write(value == PinValue.High);
    }

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        using Lock.Scope scope = _gate.EnterScope();
        GpioLine line = Line(pinNumber);
        if (line.Handle is null)
            Take(line, line.Mode, initial: false);
        if (eventTypes.HasFlag(PinEventTypes.Rising))
            line.Rising += callback;
        if (eventTypes.HasFlag(PinEventTypes.Falling))
            line.Falling += callback;
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        using Lock.Scope scope = _gate.EnterScope();
        GpioLine line = Line(pinNumber);
        line.Rising -= callback;
        line.Falling -= callback;
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        using var happened = new ManualResetEventSlim();
        PinEventTypes which = PinEventTypes.None;
        void OnEdge(object sender, PinValueChangedEventArgs edge)
        {
            which = edge.ChangeType;
            happened.Set();
        }

        AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, OnEdge);
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
            RemoveCallbackForPinValueChangedEvent(pinNumber, OnEdge);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _loop?.Dispose();
            foreach (GpioLine line in _lines.Values)
                line.Dispose();
            _lines.Clear();
            _chip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void SetMode(int pinNumber, PinMode mode, bool initial)
    {
        using Lock.Scope scope = _gate.EnterScope();
        Take(Line(pinNumber), mode, initial);
    }

    private void Take(GpioLine line, PinMode mode, bool initial)
    {
        line.SetMode(mode, initial);
        if (line.HasEvents)
            (_loop ??= new GpioEventLoop(this, _chip.Label)).Add(line);
    }

    private GpioLine Line(int pinNumber) =>
        _lines.TryGetValue(pinNumber, out GpioLine? line) ? line : throw new InvalidOperationException($"GPIO line {pinNumber} is not open.");

    /// <summary>A chip that was unplugged and came back is another file; the old one answers only that it is gone.</summary>
    private unsafe void ReopenChipIfGone()
    {
        GpioUapi.ChipInfo info;
        if (Libc.Ioctl(_chip.Handle, GpioUapi.GetChipInfo, &info) >= 0)
            return;
        GpioChip again = GpioChip.Open(_label, _directory);
        _chip.Dispose();
        _chip = again;
    }
}
