using System.Runtime.InteropServices;
using EdgeGuard.Core.Configuration;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>
/// Raw mode of a serial line by the kernel's <c>struct termios2</c> (asm-generic, the same on x64 and arm64), whose speed is
/// a plain number: any baud rate that the adapter can make.
/// </summary>
internal static unsafe class Termios
{
    public const uint GetSettings = 0x802C542A, SetSettings = 0x402C542B, Exclusive = 0x540C, SetRs485 = 0x542F, Drain = 0x5409, Flush = 0x540B, SetModemLines = 0x5416, ClearModemLines = 0x5417;

    /// <summary>The bit of RTS among the modem lines.</summary>
    public const int Rts = 0x4;


    private const uint IgnoreBreak = 0x1, IgnoreParityErrors = 0x4, CheckInputParity = 0x10;
    private const uint Size8 = 0x30, TwoStopBits = 0x40, EnableReceiver = 0x80, Parity = 0x100, OddParity = 0x200, IgnoreModemLines = 0x800, OtherSpeed = 0x1000, FixedParity = 0x40000000;
    private const int InputSpeedShift = 16, MinimumIndex = 6, ControlCharacters = 19;
    private const uint Rs485Enabled = 0x1, Rs485RtsOnSend = 0x2, Rs485RtsAfterSend = 0x4;

    [StructLayout(LayoutKind.Sequential)]
    public struct Settings
    {
        public uint InputFlags;
        public uint OutputFlags;
        public uint ControlFlags;
        public uint LocalFlags;
        public byte LineDiscipline;
        public fixed byte Characters[ControlCharacters];
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Rs485Settings
    {
        public uint Flags;
        public uint DelayBeforeSendMs;
        public uint DelayAfterSendMs;
        public fixed uint Padding[5];
    }

    /// <exception cref="IOException">The port cannot do what is configured.</exception>
    public static void Configure(SafeFileHandle port, BusConfig bus)
    {
        Settings wanted = For(bus);
        if (Libc.Ioctl(port, SetSettings, &wanted) < 0)
            throw Fault(bus, LinuxError.LastCode == LinuxError.NotTerminal ? "this is no serial port" : LinuxError.Last());
        Settings got;
        if (Libc.Ioctl(port, GetSettings, &got) < 0)
            throw Fault(bus, LinuxError.Last());
        // A UART's divisor misses the speed by a little; 2 % is what asynchronous frames still stand.
        if (Math.Abs((long)got.OutputSpeed - bus.Baud) * 50 > bus.Baud)
            throw Fault(bus, $"{bus.Baud} baud is not possible, the nearest is {got.OutputSpeed}");
        const uint frame = Size8 | TwoStopBits | Parity | OddParity | FixedParity;
        if ((got.ControlFlags & frame) != (wanted.ControlFlags & frame))
            throw Fault(bus, $"8 data bits, parity {NameOf(bus.Parity)}, {bus.StopBits} stop bits are not possible");
        if (bus.Rs485 == Rs485Direction.Kernel)
            EnableRs485(port, bus);
    }

    /// <summary>8 data bits, nothing translated, nothing echoed, no flow control. A byte with a parity error is dropped:
    /// the frame's CRC then tells.</summary>
    public static Settings For(BusConfig bus)
    {
        var settings = new Settings
        {
            InputFlags = IgnoreBreak,
            ControlFlags = OtherSpeed | OtherSpeed << InputSpeedShift | Size8 | EnableReceiver | IgnoreModemLines,
            InputSpeed = (uint)bus.Baud,
            OutputSpeed = (uint)bus.Baud,
        };
        if (bus.StopBits == 2)
            settings.ControlFlags |= TwoStopBits;
        if (bus.Parity != SerialParity.None)
        {
            settings.ControlFlags |= Parity | bus.Parity switch
            {
                SerialParity.Odd => OddParity,
                SerialParity.Mark => FixedParity | OddParity,
                SerialParity.Space => FixedParity,
                _ => 0,
            };
            settings.InputFlags |= CheckInputParity | IgnoreParityErrors;
        }

        settings.Characters[MinimumIndex] = 1;
        return settings;
    }

    private static void EnableRs485(SafeFileHandle port, BusConfig bus)
    {
        Rs485Settings settings = Rs485For(bus);
        if (Libc.Ioctl(port, SetRs485, &settings) < 0)
            throw Fault(bus, "its driver cannot switch an RS-485 direction (TIOCSRS485); an adapter that switches by itself needs no rs485, one with its direction on RTS \"rs485\": \"rts\"");
    }

    /// <summary>The kernel's <c>struct serial_rs485</c> (linux/serial.h) for what is configured.</summary>
    public static Rs485Settings Rs485For(BusConfig bus) => new()
    {
        Flags = Rs485Enabled | (bus.RtsInverted ? Rs485RtsAfterSend : Rs485RtsOnSend),
        DelayBeforeSendMs = (uint)bus.RtsBefore.TotalMilliseconds,
        DelayAfterSendMs = (uint)bus.RtsAfter.TotalMilliseconds,
    };

    private static string NameOf(SerialParity parity) => parity switch
    {
        SerialParity.Even => "even",
        SerialParity.Odd => "odd",
        SerialParity.Mark => "mark",
        SerialParity.Space => "space",
        _ => "none",
    };

    private static IOException Fault(BusConfig bus, string why) => new($"Serial port {bus.Path}: {why}.");
}
