using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Store;

/// <summary>The calls .NET does not offer: data-only flushes, and flushing a folder.</summary>
internal static partial class Libc
{
    /// <summary>O_RDONLY | O_CLOEXEC; O_DIRECTORY has another number on every kind of machine and is not needed.</summary>
    public const int ReadOnly = 0x80000;

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int FlushData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);
}
