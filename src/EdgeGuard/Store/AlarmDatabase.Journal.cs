using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <content>The journal.</content>
internal sealed partial class AlarmDatabase
{
    /// <summary>Lines taken into one commit where there are many: LiteDB never gives back what its largest transaction took.</summary>
    private const int LinesAtOnce = 200;

    private const int LinesCountedAtOnce = 1000;

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
    /// Finds out where the journal stands after its lines were brought over from a damaged store, in whatever order, and ends it with an
    /// anchor that tells which are lost. One that was cut off begins anew.
    /// </summary>
    private void CountJournal()
    {
        if (Counters.JournalUncounted == 0) return;
        var lost = new List<SeqRange>();
        MonotonicTime at = default;
        Commit(JournalTable.BeginCount);
        while (_database.Read(db => JournalTable.Page(db, Counters, Counters.JournalLast + 1, LinesCountedAtOnce)) is { Count: > 0 } some)
        {
            Commit((database, counters) =>
            {
                foreach (JournalEntry entry in some)
                {
                    if (JournalTable.Count(database, counters, entry) is { } missing) lost.Add(missing);
                }
            });
            at = JournalPayload.Read(some[^1].Payload)?.Line.At ?? at;
        }

        Commit((database, counters) =>
        {
            JournalTable.Bridge(database, counters, at, "damage", lost, counters.JournalUncounted);
            counters.JournalUncounted = 0;
        });
    }

    private void AdoptJournal()
    {
        while (Counters.JournalUnchained > 0)
            Commit((database, counters) => JournalTable.Adopt(database, counters, LinesAtOnce, _share, IsOutdated));
    }
}
