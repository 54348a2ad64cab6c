using System.Runtime.InteropServices;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>errno values (asm-generic, the same on x64 and arm64) and their words.</summary>
internal static class LinuxError
{
    public const int Permission = 1, NoEntry = 2, Interrupted = 4, InputOutput = 5, NoDeviceOrAddress = 6, Again = 11,
        Access = 13, Busy = 16, NoDevice = 19, Invalid = 22, NotTerminal = 25, NotSupported = 95,
        // The kernel's own ENOTSUPP leaks out of some GPIO drivers.
        KernelNotSupported = 524;

    public static int LastCode => Marshal.GetLastPInvokeError();

    public static string Last() => Marshal.GetPInvokeErrorMessage(LastCode);

    public static string Words(int code) => Marshal.GetPInvokeErrorMessage(code);
}
