namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A folder of files that can be cut off at any moment.</summary>
internal sealed class DiskImage
{
    private readonly Dictionary<string, ImageFile> _files = [];

    /// <summary>Names as of the last flush of the folder, and what happened to names since.</summary>
    private readonly Dictionary<string, ImageFile> _flushed = [];
    private readonly List<(DiskEvent Change, ImageFile File)> _pending = [];

    public DiskImage(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach ((string name, byte[] content) in files) _files[name] = _flushed[name] = new ImageFile(content);
    }

    public IReadOnlyList<string> Names => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public ImageFile this[string name] => _files[name];

    public void Apply(DiskEvent change)
    {
        switch (change.Action)
        {
            case DiskAction.Open:
                var made = new ImageFile([]);
                if (_files.TryAdd(change.File, made)) _pending.Add((change, made));
                break;
            case DiskAction.Write or DiskAction.SetLength:
                _files[change.File].Apply(change);
                break;
            case DiskAction.Flush:
                _files[change.File].Flush();
                break;
            case DiskAction.Delete or DiskAction.Rename:
                _pending.Add((change, _files[change.File]));
                Name(_files, change, _files[change.File]);
                break;
            case DiskAction.FlushFolder:
                foreach ((DiskEvent named, ImageFile file) in _pending) Name(_flushed, named, file);
                _pending.Clear();
                break;
        }
    }

    /// <summary>
    /// The files as a machine may find them that lost its power now. Of what happened to names since the last flush of the folder a
    /// part is kept, in order, as file systems with a journal do it; of files made after that, any.
    /// </summary>
    public Dictionary<string, byte[]> Cut(Random random, bool tail = false)
    {
        var names = new Dictionary<string, ImageFile>(_flushed);
        int kept = random.Next(_pending.Count + 1);
        for (int i = 0; i < _pending.Count; i++)
        {
            (DiskEvent change, ImageFile file) = _pending[i];
            if (i < kept || (change.Action == DiskAction.Open && random.Next(2) == 0)) Name(names, change, file);
        }

        return names.ToDictionary(static file => file.Key, file => file.Value.Cut(random, tail));
    }

    private static void Name(Dictionary<string, ImageFile> names, DiskEvent change, ImageFile file)
    {
        if (change.Action == DiskAction.Open)
        {
            names.TryAdd(change.File, file);
            return;
        }

        names.Remove(change.File);
        if (change.Action == DiskAction.Rename) names[change.Other] = file;
    }
}
