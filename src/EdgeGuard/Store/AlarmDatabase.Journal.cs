using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>The journal.</content>
internal sealed partial class AlarmDatabase
{
    /// <summary>Lines taken into one commit where there are many: LiteDB never gives back what its largest transaction took.</summary>
    private const int LinesAtOnce = 200;

    /// <summary>Whether the journal may forget what happened at a moment; nothing until it is set.</summary>
    public Func<MonotonicTime, bool> IsOutdated { get; set; } = static _ => false;

    /// <summary>Lines from a number on.</summary>
    public IReadOnlyList<JournalEntry> JournalPage(long from, int max) => _database.Read(db => JournalTable.Page(db, Counters, from, max));

    /// <summary>Lines below a number, newest first.</summary>
    public IReadOnlyList<JournalEntry> JournalDown(long below, int max) => _database.Read(db => JournalTable.PageDown(db, Counters, below, max));

    /// <summary>Gives up what is outdated; to be called when it is known better what that is.</summary>
    public void CutJournal()
    {
        if (_database.Read(db => JournalTable.HasOutdated(db, IsOutdated)))
            Commit((database, counters) => JournalTable.Cut(database, counters, _share, IsOutdated));
    }

    /// <summary>
    /// Takes the journal of a damaged store over into this one, before anything else is in its journal, and ends it with an anchor that
    /// tells which lines are lost.
    /// </summary>
    /// <param name="saved">In the order of their numbers; with numbers, payloads and hashes as they were.</param>
    /// <param name="at">Now.</param>
    /// <param name="cause">One word: <c>damage</c>.</param>
    /// <param name="last">The highest number that had been given, as far as it is known; 0: it is not.</param>
    public void RestoreJournal(IEnumerable<JournalEntry> saved, MonotonicTime at, string cause, long last)
    {
        if (Counters.JournalLast > 0) throw new InvalidOperationException("Lines can be put back only where there are none yet.");
        var lost = new List<SeqRange>();
        foreach (JournalEntry[] some in saved.Chunk(LinesAtOnce))
        {
            Commit((database, counters) =>
            {
                foreach (JournalEntry entry in some)
                {
                    if (JournalTable.Restore(database, counters, entry) is { } missing) lost.Add(missing);
                }
            });
        }

        Commit((database, counters) => JournalTable.Bridge(database, counters, at, cause, lost, last));
    }

    private void AdoptJournal()
    {
        while (Counters.JournalUnchained > 0)
            Commit((database, counters) => JournalTable.Adopt(database, counters, LinesAtOnce, _share, IsOutdated));
    }
}
