using System.Runtime.InteropServices;

namespace EdgeGuard.Gateway.Store;

/// <summary>A folder of the real file system; made when it is missing.</summary>
internal sealed class DiskFolder : StoreFolder
{
    private readonly string _path;

    public DiskFolder(string path)
    {
        _path = Path.GetFullPath(path);
        if (File.Exists(_path)) throw new IOException($"{_path} is a file where the data folder must be. Move it away, or name another folder (--data).");
        Make(_path);
    }

    public override long? FreeBytes => new DriveInfo(_path).AvailableFreeSpace;

    public override BlockFile Open(string name) => new DiskFile(Path.Combine(_path, name));

    public override IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFiles(_path).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public override void Rename(string from, string to) => File.Move(Path.Combine(_path, from), Path.Combine(_path, to));

    public override void Delete(string name) => File.Delete(Path.Combine(_path, name));

    public override void Flush() => Flush(_path);

    /// <summary>Each folder that is made is on the medium with its name, so that what is kept in it is found again.</summary>
    private static void Make(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is not { } parent) return;
        Make(parent);
        Directory.CreateDirectory(path);
        Flush(parent);
    }

    private static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        int folder = Libc.Open(path, Libc.ReadOnly);
        if (folder < 0) throw Failed(path);
        try
        {
            if (Libc.Flush(folder) != 0) throw Failed(path);
        }
        finally
        {
            _ = Libc.Close(folder);
        }
    }

    private static IOException Failed(string path) => new($"{path}: flush failed, {Marshal.GetLastPInvokeErrorMessage()}");
}
