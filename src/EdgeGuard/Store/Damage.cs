namespace EdgeGuard.Gateway.Store;

/// <summary>How damage of a database is told, and the short word for it in the name of a file that was set aside.</summary>
internal static class Damage
{
    private const string PageWords = "does not match its checksum";
    private const string JournalWords = "the journal is damaged";
    private const string ForeignWords = "is no database of this gateway";
    private const string MarkWords = "has no valid mark";
    private const string LostWords = "has lost its first page";

    private static readonly (string Phrase, string Word)[] Words =
    [
        (PageWords, "page-crc"), (JournalWords, "journal-crc"), (ForeignWords, "foreign"), (MarkWords, "no-mark"), (LostWords, "no-data"),
    ];

    public static InvalidDataException Page(long index) => new($"Page {index} {PageWords}.");

    public static InvalidDataException Journal(long offset) => new($"At byte {offset} {JournalWords}: acknowledged records follow a broken one.");

    public static InvalidDataException FirstPageLost() => new($"The database has a journal and {LostWords}.");

    /// <param name="head">The first bytes of a data file whose journal says nothing about it.</param>
    public static InvalidDataException NoMark(ReadOnlySpan<byte> head)
    {
        if (DatabasePage.FileVersionOf(head) == DatabasePage.FileVersion)
            return new InvalidDataException($"The journal of a database with content {MarkWords}.");
        // LiteDB 4 has the same words at another place.
        string what = head.IndexOf("LiteDB file"u8) is >= 0 and < 64 ? "a LiteDB file of another version" : "no LiteDB file";
        return new InvalidDataException($"The file {ForeignWords} ({what}).");
    }

    /// <summary>A word for file names.</summary>
    public static string WordOf(string reason) =>
        Words.FirstOrDefault(known => reason.Contains(known.Phrase, StringComparison.Ordinal)).Word ?? "unreadable";
}
