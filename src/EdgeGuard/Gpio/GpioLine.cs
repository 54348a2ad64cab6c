using System.Device.Gpio;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>One requested line of a chip: the kernel gives it a file of its own, which holds the line until it is closed.</summary>
internal sealed unsafe class GpioLine(GpioChip chip, int offset, TimeSpan debounce) : IDisposable
{
    /// <summary>Events the kernel keeps while nobody reads: a second of a contact that bounces at 1 kHz takes 2000; this is
    /// enough for the thread's worst pause, and what overflows is found by the reconciling poll.</summary>
    private const uint EventBuffer = 256;

    private const ulong BothEdges = GpioUapi.EdgeRising | GpioUapi.EdgeFalling;

    public int Offset { get; } = offset;

    public PinMode Mode { get; private set; } = PinMode.Input;

    /// <summary>Null until the line is requested from the kernel.</summary>
    public SafeFileHandle? Handle { get; private set; }

    /// <summary>The line was requested with edge detection, so its file delivers events.</summary>
    public bool HasEvents { get; private set; }

    /// <summary>The kernel hung up on the line: its chip is gone.</summary>
    public bool IsGone { get; set; }

    public PinChangeEventHandler? Rising { get; set; }

    public PinChangeEventHandler? Falling { get; set; }

    /// <summary>Takes the line, or changes what was asked of it before. An input always asks for both edges; where the chip
    /// has no interrupts it is taken without, and is only ever polled.</summary>
    public void SetMode(PinMode mode, bool initial)
    {
        GpioUapi.LineConfig config = Config(mode, initial, edges: mode != PinMode.Output, debounce);
        int code = Apply(ref config);
        if (code is LinuxError.Invalid or LinuxError.NotSupported or LinuxError.KernelNotSupported or LinuxError.NoDeviceOrAddress
            && mode != PinMode.Output)
        {
            config = Config(mode, initial, edges: false, TimeSpan.Zero);
            code = Apply(ref config);
        }

        if (code != 0)
            throw Fault("cannot be taken", code);
        Mode = mode;
        HasEvents = (config.Flags & BothEdges) != 0;
    }

    public bool Read()
    {
        var values = new GpioUapi.LineValues { Mask = 1 };
        return Libc.Ioctl(Requested(), GpioUapi.GetValues, &values) >= 0
            ? (values.Bits & 1) != 0
            : throw Fault("cannot be read", LinuxError.LastCode);
    }

    public void Write(bool high)
    {
        var values = new GpioUapi.LineValues { Mask = 1, Bits = high ? 1u : 0u };
        if (Libc.Ioctl(Requested(), GpioUapi.SetValues, &values) < 0)
            throw Fault("cannot be written", LinuxError.LastCode);
    }

    public void Dispose() => Handle?.Dispose();

    private SafeFileHandle Requested()
    {
        if (Handle is null)
            SetMode(Mode, initial: false);
        return Handle!;
    }

    private static GpioUapi.LineConfig Config(PinMode mode, bool initial, bool edges, TimeSpan debounce)
    {
        var config = new GpioUapi.LineConfig
        {
            Flags = mode switch
            {
                PinMode.Input => GpioUapi.Input | GpioUapi.BiasDisabled,
                PinMode.InputPullUp => GpioUapi.Input | GpioUapi.PullUp,
                PinMode.InputPullDown => GpioUapi.Input | GpioUapi.PullDown,
                PinMode.Output => GpioUapi.Output,
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "A GPIO line has no such mode."),
            },
        };
        if (edges)
            config.Flags |= BothEdges;
        if (edges && debounce > TimeSpan.Zero)
            config.Add(GpioUapi.AttributeDebounce, (uint)Math.Min(debounce.TotalMicroseconds, uint.MaxValue));
        if (mode == PinMode.Output)
            config.Add(GpioUapi.AttributeOutputValues, initial ? 1u : 0u);
        return config;
    }

    /// <returns>0, or errno.</returns>
    private int Apply(ref GpioUapi.LineConfig config)
    {
        if (Handle is not null)
        {
            fixed (GpioUapi.LineConfig* change = &config)
                return Libc.Ioctl(Handle, GpioUapi.SetConfig, change) < 0 ? LinuxError.LastCode : 0;
        }

        GpioUapi.LineRequest request = default;
        request.Offsets[0] = (uint)Offset;
        "edgeguard"u8.CopyTo(new Span<byte>(request.Consumer, GpioUapi.NameSize));
        request.Config = config;
        request.LineCount = 1;
        request.EventBufferSize = (config.Flags & BothEdges) != 0 ? EventBuffer : 0;
        if (Libc.Ioctl(chip.Handle, GpioUapi.GetLine, Unsafe.AsPointer(ref request)) < 0)
            return LinuxError.LastCode;
        Handle = new SafeFileHandle(request.Fd, ownsHandle: true);
        return 0;
    }

    private IOException Fault(string what, int code)
    {
        string why = code switch
        {
            LinuxError.Busy => Holder() is { Length: > 0 } holder ? $"it is in use by '{holder}'" : "it is in use",
            LinuxError.Access or LinuxError.Permission => $"{LinuxError.Words(code)} (add the user to group gpio)",
            LinuxError.NoDevice => "the chip is gone",
            _ => LinuxError.Words(code),
        };
        return new IOException($"GPIO line {Offset} of {chip.Label} ({chip.Path}) {what}: {why}.", code);
    }

    private string Holder()
    {
        var info = new GpioUapi.LineInfo { Offset = (uint)Offset };
        return Libc.Ioctl(chip.Handle, GpioUapi.GetLineInfo, &info) < 0 ? "" : GpioUapi.Text(info.Consumer);
    }
}
