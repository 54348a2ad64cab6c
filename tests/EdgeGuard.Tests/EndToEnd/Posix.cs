using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>What the tests ask of the kernel about a process they started.</summary>
internal static partial class Posix
{
    private const int SigTerm = 15;
    private const int FileSize = 1;
    private const ulong Unlimited = ulong.MaxValue;

    /// <summary>What systemd sends at a stop.</summary>
    public static void Terminate(int process) => Check(Kill(process, SigTerm));

    /// <summary>No file of the process grows or is written beyond this many bytes from now on; null lifts that.</summary>
    public static void LimitFiles(int process, long? bytes)
    {
        ReadOnlySpan<ulong> softAndHard = [(ulong?)bytes ?? Unlimited, Unlimited];
        Check(PrLimit(process, FileSize, softAndHard, 0));
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prlimit64", SetLastError = true)]
    private static partial int PrLimit(int process, int resource, ReadOnlySpan<ulong> limit, nint old);
}
