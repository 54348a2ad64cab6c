using System.Runtime.InteropServices;

namespace EdgeGuard.Gateway.Store;

/// <summary>A folder of the real file system; made when it is missing.</summary>
internal sealed class DiskFolder : StoreFolder
{
    private readonly string _path;

    public DiskFolder(string path)
    {
        _path = path;
        Directory.CreateDirectory(path);
    }

    public override BlockFile Open(string name) => new DiskFile(Path.Combine(_path, name));

    public override IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFiles(_path).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public override void Rename(string from, string to) => File.Move(Path.Combine(_path, from), Path.Combine(_path, to));

    public override void Delete(string name) => File.Delete(Path.Combine(_path, name));

    public override void Flush()
    {
        if (!OperatingSystem.IsLinux()) return;
        int folder = Libc.Open(_path, Libc.ReadOnly);
        if (folder < 0) throw Failed();
        try
        {
            if (Libc.Flush(folder) != 0) throw Failed();
        }
        finally
        {
            _ = Libc.Close(folder);
        }
    }

    private IOException Failed() => new($"{_path}: flush failed, {Marshal.GetLastPInvokeErrorMessage()}");
}
