using System.Runtime.InteropServices;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Asks the kernel whether somebody keeps its clock (adjtimex(2), reading only, which needs no privilege): right for every time
/// daemon, where a daemon's own status file tells of that one alone. Not safe for two threads at once.
/// </summary>
internal sealed partial class ClockSyncProbe
{
    private const int StaUnsync = 0x40;
    private const int TimeError = 5;

    private readonly Reader _read;
    private bool _everSynced;

    public ClockSyncProbe()
        : this(ReadKernel)
    {
    }

    /// <param name="read">Fills the structure; returns the clock's state 0-5, or -1 with errno as the error.</param>
    internal ClockSyncProbe(Reader read) => _read = read;

    internal delegate int Reader(ref KernelTimex timex, out int errno);

    /// <summary>Never throws: a clock that cannot be asked about counts as not synchronised, with the reason.</summary>
    public ClockState Read()
    {
        var timex = new KernelTimex();
        int state, errno;
        try
        {
            state = _read(ref timex, out errno);
        }
        catch (TypeLoadException e) // no such library, or no such function in it
        {
            return new ClockState(NotNow, null, e.Message);
        }

        if (state < 0)
        {
            return new ClockState(NotNow, null, "adjtimex: " + Marshal.GetPInvokeErrorMessage(errno));
        }

        // The kernel sets STA_UNSYNC by itself once the error bound passes 16 s.
        var synced = state != TimeError && (timex.Status & StaUnsync) == 0;
        _everSynced |= synced;
        return new ClockState(synced ? ClockSync.Sync : NotNow, TimeSpan.FromMicroseconds(timex.MaxError), null);
    }

    private ClockSync NotNow => _everSynced ? ClockSync.Holdover : ClockSync.Unsynced;

    private static int ReadKernel(ref KernelTimex timex, out int errno)
    {
        var state = AdjTimex(ref timex);
        errno = state < 0 ? Marshal.GetLastPInvokeError() : 0;
        return state;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int AdjTimex(ref KernelTimex timex);
}
