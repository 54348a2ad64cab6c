namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A folder of files that can be cut off at any moment.</summary>
internal sealed class DiskImage
{
    private readonly Dictionary<string, ImageFile> _files = [];
    private readonly HashSet<string> _names = [];

    public DiskImage(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach ((string name, byte[] content) in files)
        {
            _files[name] = new ImageFile(content);
            _names.Add(name);
        }
    }

    public IReadOnlyList<string> Names => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public ImageFile this[string name] => _files[name];

    public void Apply(DiskEvent change)
    {
        switch (change.Action)
        {
            case DiskAction.Open:
                _files.TryAdd(change.File, new ImageFile([]));
                break;
            case DiskAction.Write or DiskAction.SetLength:
                _files[change.File].Apply(change);
                break;
            case DiskAction.Flush:
                _files[change.File].Flush();
                break;
            case DiskAction.Delete:
                _files.Remove(change.File);
                break;
            case DiskAction.Rename:
                _files.Remove(change.File, out ImageFile? moved);
                _files[change.Other] = moved!;
                break;
            case DiskAction.FlushFolder:
                _names.Clear();
                _names.UnionWith(_files.Keys);
                break;
        }
    }

    /// <summary>The files as a machine may find them that lost its power now. Names that were not flushed may be missing.</summary>
    public Dictionary<string, byte[]> Cut(Random random, bool tail = false) => _files
        .Where(file => _names.Contains(file.Key) || random.Next(2) == 0)
        .ToDictionary(static file => file.Key, file => file.Value.Cut(random, tail));
}
