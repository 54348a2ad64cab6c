using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Puts a damaged database aside under a name that says when and why, such as <c>alarms.db.bad-20261125T2045Z-b17-page-crc</c>: it may
/// still be salvaged, and is never wiped.
/// </summary>
internal static class Quarantine
{
    public const string Suffix = ".bad-";

    /// <summary>At the end of the data file's name once all that could be read has been brought over.</summary>
    private const string Taken = "-taken";

    /// <returns>What to tell people.</returns>
    public static StoreNotice PutAside(StoreFolder folder, string name, string reason)
    {
        IReadOnlyList<string> present = folder.Names();
        string suffix = FreeSuffix(present, name, $"{Suffix}{folder.Moment}-{Damage.WordOf(reason)}");
        Move(folder, present, name, suffix);
        string file = name + DatabaseFiles.Data;
        return new StoreNotice(
            new Words(
                $"{file} 已损坏，另存为 {file}{suffix}（{reason}）；已新建数据库。",
                $"{file} was put aside as {file}{suffix} ({reason}); a new one was begun."),
            IsTrouble: true);
    }

    /// <summary>A run may have ended while the files of a database were put aside one by one.</summary>
    public static void Finish(StoreFolder folder, string name)
    {
        IReadOnlyList<string> present = folder.Names();
        if (present.Contains(name + DatabaseFiles.Data)) return;
        string? suffix = present.Where(file => file.StartsWith(name + DatabaseFiles.Data + Suffix, StringComparison.Ordinal))
            .Select(file => file[(name + DatabaseFiles.Data).Length..])
            .LastOrDefault(suffix => !present.Contains(name + DatabaseFiles.Log + suffix));
        if (suffix is not null) Move(folder, present, name, suffix);
    }

    /// <summary>Data files of a database that were put aside and hold what was not brought over yet, in the order of their runs.</summary>
    public static IReadOnlyList<string> Untaken(StoreFolder folder, string name) =>
    [
        .. folder.Names()
            .Where(file => file.StartsWith(name + DatabaseFiles.Data + Suffix, StringComparison.Ordinal) && !file.EndsWith(Taken, StringComparison.Ordinal))
            .OrderBy(RunOf).ThenBy(static file => file, StringComparer.Ordinal),
    ];

    public static void MarkTaken(StoreFolder folder, string dataFile)
    {
        folder.Rename(dataFile, dataFile + Taken);
        folder.Flush();
    }

    /// <summary>The file that was put aside together with a data file.</summary>
    public static string Beside(string dataFile, string extension)
    {
        int at = dataFile.IndexOf(Suffix, StringComparison.Ordinal);
        string suffix = dataFile[at..];
        if (suffix.EndsWith(Taken, StringComparison.Ordinal)) suffix = suffix[..^Taken.Length];
        return dataFile[..(at - DatabaseFiles.Data.Length)] + extension + suffix;
    }

    private static void Move(StoreFolder folder, IReadOnlyList<string> present, string name, string suffix)
    {
        foreach (string file in DatabaseFiles.Extensions.Select(extension => name + extension))
        {
            if (present.Contains(file)) folder.Rename(file, file + suffix);
        }

        folder.Flush();
    }

    private static string FreeSuffix(IReadOnlyList<string> present, string name, string suffix)
    {
        string free = suffix;
        for (int again = 2; present.Any(file => file.StartsWith(name + DatabaseFiles.Data + free, StringComparison.Ordinal)); again++) free = $"{suffix}-{again}";
        return free;
    }

    /// <summary>The run in a name; 0 in names of earlier versions.</summary>
    private static uint RunOf(string file)
    {
        string[] parts = file[(file.IndexOf(Suffix, StringComparison.Ordinal) + Suffix.Length)..].Split('-');
        return parts.Length > 1 && parts[1].StartsWith('b') && uint.TryParse(parts[1].AsSpan(1), out uint run) ? run : 0;
    }
}
