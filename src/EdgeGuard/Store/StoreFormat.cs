using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// The number of the store's format, in the mark of every journal, where it can be read before anything is written. It grows when a
/// program of today would misunderstand what one of tomorrow has written.
/// </summary>
internal static class StoreFormat
{
    public const ushort Current = 1;

    /// <summary>Looks at all databases of a folder before any of them is opened.</summary>
    /// <exception cref="OutboxFaultException">A newer program wrote one; nothing was changed.</exception>
    public static void Check(StoreFolder folder)
    {
        IReadOnlyList<string> present = folder.Names();
        foreach (string name in present.Where(static file => file.EndsWith(DatabaseFiles.Log, StringComparison.Ordinal)).Select(static file => file[..^DatabaseFiles.Log.Length]))
        {
            if (!present.Contains(name + DatabaseFiles.Data)) continue;
            using BlockFile data = Open(folder, name + DatabaseFiles.Data);
            using BlockFile log = Open(folder, name + DatabaseFiles.Log);
            Check(name, JournalMark.FormatOf(log), data);
        }
    }

    /// <summary>Refuses a newer format.</summary>
    /// <param name="format">As the journal's mark tells it.</param>
    /// <exception cref="OutboxFaultException">A newer program wrote it; nothing was changed.</exception>
    public static void Check(string name, ushort format, BlockFile data)
    {
        if (format > Current) throw Refused(name, $"store format {format}, this program knows up to {Current}");
        byte[] head = new byte[DatabasePage.Size];
        _ = data.Read(0, head);
        if (DatabasePage.FileVersionOf(head) is { } version && version > DatabasePage.FileVersion)
            throw Refused(name, $"LiteDB format {version}, this program knows {DatabasePage.FileVersion}");
    }

    private static BlockFile Open(StoreFolder folder, string name)
    {
        try
        {
            return folder.Open(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutboxFaultException($"{name} cannot be opened: {e.Message}", e);
        }
    }

    private static OutboxFaultException Refused(string name, string formats) => new(
        $"{name}{DatabaseFiles.Data} was written by a newer program ({formats}). " +
        "Nothing was changed. Install the newer EdgeGuard again, or give this one another data folder (--data).");
}
