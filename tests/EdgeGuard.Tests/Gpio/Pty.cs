using System.Runtime.InteropServices;
using System.Text;
using EdgeGuard.Gateway.Gpio;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Tests.Gpio;

/// <summary>A pseudo terminal: the far end of a serial line, without a cable and without another program.</summary>
internal sealed unsafe partial class Pty : IDisposable
{
    private readonly SafeFileHandle _master;

    public Pty()
    {
        _master = new SafeFileHandle(PosixOpenPt(Libc.ReadWrite | Libc.NoControllingTerminal), ownsHandle: true);
        Assert.False(_master.IsInvalid, "posix_openpt");
        Assert.Equal(0, GrantPt(_master));
        Assert.Equal(0, UnlockPt(_master));
        byte* name = stackalloc byte[128];
        Assert.Equal(0, PtsName(_master, name, 128));
        Path = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
    }

    /// <summary>The near end, as a serial port's path.</summary>
    public string Path { get; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            Assert.Equal(bytes.Length, (int)Libc.Write(_master, first, (nuint)bytes.Length));
    }

    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        int got = 0;
        fixed (byte* first = bytes)
        {
            while (got < count)
            {
                nint n = Libc.Read(_master, first + got, (nuint)(count - got));
                Assert.True(n > 0, "the near end is closed");
                got += (int)n;
            }
        }

        return bytes;
    }

    public void Dispose() => _master.Dispose();

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial int PosixOpenPt(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int GrantPt(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int UnlockPt(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int PtsName(SafeFileHandle master, byte* buffer, nuint size);
}
