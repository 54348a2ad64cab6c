namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Brings a data file and its journal to rest before the database sees them: confirmed transactions of the journal go into the
/// data file. Doing it twice, or being cut in it, does no harm.
/// </summary>
internal static class JournalRecovery
{
    /// <param name="until">In the same process after a fault: what was never acknowledged is left out, so that "not kept" stays true.</param>
    /// <returns>The mark to continue from; null for a database that is yet to be made.</returns>
    /// <exception cref="InvalidDataException">The files do not belong together, or make no sense.</exception>
    public static JournalMark? Run(BlockFile data, BlockFile log, JournalEnd? until)
    {
        if (JournalMark.Read(log) is not { } mark)
        {
            if (data.Length > DatabasePage.Size) throw new InvalidDataException("The journal of a database with content has no valid mark.");
            data.SetLength(0);
            data.Flush();
            return null;
        }

        if (data.Length < DatabasePage.Size) throw new InvalidDataException("A database with a journal has lost its first page.");
        PageSlabs pages = ReadRecords(log, mark, until is { } end && end.Mark == mark ? end.Offset : long.MaxValue);
        Apply(data, pages, Latest(pages));
        return mark;
    }

    private static PageSlabs ReadRecords(BlockFile log, JournalMark mark, long until)
    {
        var pages = new PageSlabs();
        byte[] buffer = new byte[64 * 1024];
        uint crc = mark.Seed;
        long offset = JournalFile.FirstRecord;
        while (offset < until)
        {
            int got = log.Read(offset, buffer.AsSpan(0, JournalRecord.HeaderSize));
            if (JournalRecord.Measure(mark, buffer.AsSpan(0, got), pages.Count) is not { } length) break;
            if (buffer.Length < length) buffer = new byte[length];
            if (log.Read(offset, buffer.AsSpan(0, length)) < length) break;
            if (JournalRecord.Decode(crc, buffer.AsSpan(0, length), pages) is not { } next) break;
            crc = next;
            offset = JournalFile.NextBlock(offset + length);
        }

        return pages;
    }

    private static SortedDictionary<uint, int> Latest(PageSlabs pages)
    {
        var latest = new SortedDictionary<uint, int>();
        var open = new Dictionary<uint, List<int>>();
        for (int index = 0; index < pages.Count; index++)
        {
            uint transaction = DatabasePage.Transaction(pages[index]);
            if (!open.TryGetValue(transaction, out List<int>? written)) open[transaction] = written = [];
            written.Add(index);
            if (!DatabasePage.Confirms(pages[index])) continue;
            foreach (int confirmed in written) latest[DatabasePage.Id(pages[confirmed])] = confirmed;
            open.Remove(transaction);
        }

        return latest;
    }

    private static void Apply(BlockFile data, PageSlabs pages, SortedDictionary<uint, int> latest)
    {
        if (latest.Count == 0) return;
        long highest = (data.Length / DatabasePage.Size) + pages.Count;
        byte[] page = new byte[DatabasePage.Size];
        foreach ((uint id, int index) in latest)
        {
            if (id > highest) throw new InvalidDataException($"Page {id} of the journal lies far beyond the data file.");
            pages[index].CopyTo(page);
            DatabasePage.Settle(page);
            data.Write((long)id * DatabasePage.Size, page);
        }

        data.Flush();
    }
}
