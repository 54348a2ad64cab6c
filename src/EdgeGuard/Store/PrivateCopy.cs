using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The files of a database, copied into a folder of their own, so that they can be read while a daemon writes the
/// originals: LiteDB opens no file that another process holds, and an original must not be touched.
/// </summary>
internal sealed class PrivateCopy : IDisposable
{
    /// <summary>A daemon writes some kilobytes every few seconds, a copy takes milliseconds: one of these goes between two writes.</summary>
    private const int Attempts = 50;

    private readonly string _path = Directory.CreateTempSubdirectory("edgeguard-replay-").FullName;

    private PrivateCopy()
    {
    }

    public StoreFolder Folder => new DiskFolder(_path);

    /// <param name="name">Of the database, without extension.</param>
    /// <exception cref="IOException">It cannot be read, or was never still.</exception>
    public static PrivateCopy Of(string folder, string name)
    {
        var copy = new PrivateCopy();
        try
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                if (copy.TryCopy(folder, name))
                    return copy;
            }

            throw new IOException($"{name} is being written all the time; try again, or stop the daemon.");
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    /// <summary>False when something was written meanwhile.</summary>
    private bool TryCopy(string folder, string name)
    {
        (long, DateTime)[] before = Stamps(folder, name);
        foreach (string file in DatabaseFiles.Extensions)
        {
            if (File.Exists(Path.Combine(folder, name + file)))
                Copy(Path.Combine(folder, name + file), Path.Combine(_path, name + file));
        }

        return before.AsSpan().SequenceEqual(Stamps(folder, name));
    }

    private static (long Length, DateTime Written)[] Stamps(string folder, string name) =>
    [
        .. DatabaseFiles.Extensions.Select(f => new FileInfo(Path.Combine(folder, name + f))).Select(f => f.Exists ? (f.Length, f.LastWriteTimeUtc) : (-1, default)),
    ];

    /// <summary>By the bare call: .NET asks for a lock, which the daemon has.</summary>
    private static void Copy(string from, string to)
    {
        using SafeFileHandle source = OpenUnlocked(from);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
        byte[] buffer = new byte[128 * 1024];
        long offset = 0;
        for (int got; (got = RandomAccess.Read(source, buffer, offset)) > 0; offset += got)
            target.Write(buffer, 0, got);
    }

    private static SafeFileHandle OpenUnlocked(string path)
    {
        int file = Libc.Open(path, Libc.ReadOnly);
        return file >= 0
            ? new SafeFileHandle(file, ownsHandle: true)
            : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }
}
