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
    public static JournalMark? Run(BlockFile data, BlockFile log, PageChecksums checksums, JournalEnd? until)
    {
        JournalMark? mark = JournalMark.Read(log);
        if (mark is null && data.Length > 0) throw Damage.NoMark(Head(data));
        if (mark is null or { Generation: 0 })
        {
            if (data.Length > DatabasePage.Size) throw Damage.NoMark(Head(data));
            data.SetLength(0);
            data.Flush();
            return null;
        }

        if (data.Length < DatabasePage.Size) throw Damage.FirstPageLost();
        PageSlabs pages = new();
        Apply(data, checksums, pages, Confirmed(log, mark.Value, until, pages));
        return mark;
    }

    /// <summary>The newest confirmed version of each page in the journal, as indices into <paramref name="pages"/>.</summary>
    /// <exception cref="InvalidDataException">Records that were acknowledged are broken.</exception>
    public static SortedDictionary<uint, int> Confirmed(BlockFile log, JournalMark mark, JournalEnd? until, PageSlabs pages)
    {
        long limit = until is { } end && end.Mark == mark ? end.Offset : long.MaxValue;
        (long offset, int flush) = ReadRecords(log, mark, limit, pages);
        if (limit == long.MaxValue) ThrowIfBroken(log, mark, offset, flush);
        else if (offset < limit) throw Damage.Journal(offset);
        return Latest(pages);
    }

    /// <summary>As <see cref="Confirmed"/>, with what can be read of a damaged journal.</summary>
    public static SortedDictionary<uint, int> Readable(BlockFile log, JournalMark mark, JournalEnd? until, PageSlabs pages)
    {
        try
        {
            _ = ReadRecords(log, mark, until is { } end && end.Mark == mark ? end.Offset : long.MaxValue, pages);
        }
        catch (InvalidDataException)
        {
            // The records before it are good.
        }

        return Latest(pages);
    }

    /// <returns>Where the chain ends, and for which flush its last record was written.</returns>
    private static (long Offset, int Flush) ReadRecords(BlockFile log, JournalMark mark, long until, PageSlabs pages)
    {
        byte[] buffer = new byte[64 * 1024];
        uint crc = mark.Seed;
        int flush = 0;
        long offset = JournalFile.FirstRecord;
        while (offset < until)
        {
            int got = log.Read(offset, buffer.AsSpan(0, JournalRecord.HeaderSize));
            if (JournalRecord.Measure(mark, buffer.AsSpan(0, got), pages.Count) is not { } length) break;
            if (buffer.Length < length) buffer = new byte[length];
            if (log.Read(offset, buffer.AsSpan(0, length)) < length) break;
            if (JournalRecord.Decode(crc, buffer.AsSpan(0, length), pages) is not { } next) break;
            (crc, flush) = (next, JournalRecord.FlushOf(mark, buffer) ?? flush);
            offset = JournalFile.NextBlock(offset + length);
        }

        return (offset, flush);
    }

    /// <summary>
    /// A power cut breaks only records of the last flush. One of a later flush behind the break says that the broken one was on the
    /// medium before, and has rotted since. Which flush the broken one was for is not known for certain: the same or the next.
    /// </summary>
    private static void ThrowIfBroken(BlockFile log, JournalMark mark, long offset, int flush)
    {
        Span<byte> header = stackalloc byte[JournalRecord.HeaderSize];
        // Its first record was written when its mark was on the medium for certain.
        if (log.Read(JournalFile.FirstRecord, header) == header.Length && JournalRecord.FlushOf(mark.Next(), header) is not null)
            throw Damage.Journal(JournalFile.FirstRecord);
        for (long at = offset; log.Read(at, header) == header.Length; at = JournalFile.NextBlock(at + 1))
        {
            if (JournalRecord.FlushOf(mark, header) is { } later && later > flush + 1) throw Damage.Journal(offset);
        }
    }

    private static byte[] Head(BlockFile data)
    {
        byte[] head = new byte[DatabasePage.Size];
        _ = data.Read(0, head);
        return head;
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

    private static void Apply(BlockFile data, PageChecksums checksums, PageSlabs pages, SortedDictionary<uint, int> latest)
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
            checksums.Set(id, page);
        }

        data.Flush();
    }
}
