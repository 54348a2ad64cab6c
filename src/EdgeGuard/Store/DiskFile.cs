using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Store;

/// <summary>A file of the real file system, open for this process alone.</summary>
internal sealed class DiskFile(string path) : BlockFile
{
    private const int Interrupted = 4;
    private const int ReadOnlyFileSystem = 30;
    private readonly SafeFileHandle _handle = OpenHandle(path);

    public override long Length => RandomAccess.GetLength(_handle);

    public override int Read(long offset, Span<byte> buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            int got = RandomAccess.Read(_handle, buffer[total..], offset + total);
            if (got == 0) break;
            total += got;
        }

        return total;
    }

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw TooLarge(e);
        }
    }

    public override void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw TooLarge(e);
        }
    }

    public override void Flush()
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(_handle);
            return;
        }

        while (Libc.FlushData(_handle) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"{path}: flush failed, {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    private static SafeFileHandle OpenHandle(string path)
    {
        // .NET tells this as a right that is missing.
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder where a file of the store must be. Move it away.");
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException(
                $"{path} may not be written by this user. Give it to the user that runs EdgeGuard, or name another data folder (--data).", e);
        }
        catch (IOException e) when (e.HResult == ReadOnlyFileSystem)
        {
            throw new IOException($"{path} is on a file system that is mounted read-only. Mount it writable, or name another data folder (--data).", e.HResult);
        }
    }

    /// <summary>.NET tells a limit of the file system, or of the process (EFBIG), as a wrong argument.</summary>
    private IOException TooLarge(ArgumentOutOfRangeException e) => new($"{path}: the file may not become larger", e);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
        base.Dispose(disposing);
    }
}
