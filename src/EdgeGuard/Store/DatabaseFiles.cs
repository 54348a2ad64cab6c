namespace EdgeGuard.Gateway.Store;

/// <summary>The files of one database: data, journal, checksums of the pages. Whoever copies, renames or deletes one takes all of them.</summary>
internal static class DatabaseFiles
{
    public const string Data = ".db";
    public const string Log = ".log";
    public const string Checksums = ".crc";

    public static IReadOnlyList<string> Extensions { get; } = [Data, Log, Checksums];

    /// <summary>
    /// The data file goes first, for certain: without it the others mean nothing, while a data file that has lost its journal looks
    /// damaged. And all of it is certain before another may take the name.
    /// </summary>
    public static void Delete(StoreFolder folder, string name)
    {
        IReadOnlyList<string> present = folder.Names();
        if (present.Contains(name + Data)) folder.Delete(name + Data);
        folder.Flush();
        foreach (string file in Extensions.Skip(1).Select(extension => name + extension).Where(present.Contains)) folder.Delete(file);
        folder.Flush();
    }

    /// <summary>Ends a deletion that was cut off after the data file: what is left of it must not meet a new database of the same name.</summary>
    public static void EndDelete(StoreFolder folder, string name)
    {
        IReadOnlyList<string> present = folder.Names();
        if (!present.Contains(name + Data) && Extensions.Any(extension => present.Contains(name + extension))) Delete(folder, name);
    }
}
