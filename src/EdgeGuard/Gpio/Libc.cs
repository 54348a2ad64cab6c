using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The few calls of Linux's C library that .NET does not offer. Every one sets errno (see <see cref="LinuxError"/>).</summary>
internal static unsafe partial class Libc
{
    public const int ReadWrite = 0x2, NoControllingTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;
    public const short PollIn = 0x1, PollOut = 0x4, PollError = 0x8, PollHangUp = 0x10, PollInvalid = 0x20;
    public const int ReadAndWrite = 0x4 | 0x2, CurrentFolder = -100;
    public const uint BasicStatus = 0x7FF;
    public const int LockExclusiveNoWait = 0x2 | 0x4;

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }

    /// <summary>The beginning of the kernel's <c>struct statx</c>, the same on every machine.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    public struct StatXResult
    {
        public uint Mask;
        public uint BlockSize;
        public ulong Attributes;
        public uint Links;
        public uint User;
        public uint Group;
        public ushort Mode;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenRaw(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SafeFileHandle file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollFd* files, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventFdRaw(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatX(int folder, string path, int flags, uint mask, StatXResult* result);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(SafeFileHandle file, int operation);

    /// <summary>The handle is invalid when the call failed.</summary>
    public static SafeFileHandle Open(string path, int flags) => new(OpenRaw(path, flags | CloseOnExec), ownsHandle: true);

    /// <summary>A handle that poll(2) can wait for and <see cref="Signal"/> makes readable.</summary>
    public static SafeFileHandle EventFd()
    {
        var handle = new SafeFileHandle(EventFdRaw(0, NonBlocking | CloseOnExec), ownsHandle: true);
        return handle.IsInvalid ? throw new IOException($"eventfd: {LinuxError.Last()}") : handle;
    }

    public static void Signal(SafeFileHandle eventFd)
    {
        ulong one = 1;
        _ = Write(eventFd, &one, sizeof(ulong));
    }

    /// <summary>Takes back every <see cref="Signal"/> so far.</summary>
    public static void Reset(SafeFileHandle eventFd)
    {
        ulong count;
        _ = Read(eventFd, &count, sizeof(ulong));
    }
}
