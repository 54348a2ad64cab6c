using EdgeGuard.Core.Delivery;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <content>
/// The alarm messages. One that every consumer has settled stays, to be asked for again, until all messages exceed their share; one that
/// somebody still waits for never goes, however many there are.
/// </content>
internal sealed partial class AlarmDatabase
{
    private const int SettledAtOnce = 200;

    /// <summary>
    /// Bytes beyond the share from which on delivered messages leave, some dozens at a time [our default]: neighbours share their pages, and
    /// the commits between write none of them.
    /// </summary>
    private const long Slack = 64 * 1024;

    /// <summary>Messages that leave with a commit at most, beside twice as many as came or were settled with it.</summary>
    private const int TrimmedAtOnce = 128;

    public IReadOnlyList<OutboxMessage> Peek(string consumer, int max) =>
        _database.Read(db => MessageTable.Peek(db, Counters.Lane.Consumers[consumer], 1, max));

    /// <summary>
    /// Settles in several commits when there is much, because LiteDB never gives back what its largest transaction took. They reach the
    /// medium with the next commit: a power cut before that sends the messages once more, under the same numbers, which costs less than
    /// a flush for each.
    /// </summary>
    /// <param name="letters">Rejected messages of the other lane, which share the dead-letter list.</param>
    public void Settle(string consumer, IReadOnlyList<Settlement> settlements, IReadOnlyList<DeadLetter> letters)
    {
        SettledSet known = Counters.Lane.Consumers[consumer];
        List<(long Position, string? Rejection)> open = _database.Read(db => settlements
            .SelectMany(s => MessageTable.Positions(db, s.Stream, s.Range).Select(position => (position, s.Rejection)))
            .Where(s => !known.Contains(s.position)).ToList());
        if (letters.Count > 0) Commit((database, counters) => DeadLetterTable.Add(database, counters, letters));
        foreach ((long Position, string? Rejection)[] some in open.DistinctBy(static s => s.Position).Chunk(SettledAtOnce))
        {
            Commit((database, counters) =>
            {
                foreach ((long position, string? rejection) in some) Settle(database, counters, consumer, position, rejection);
                Trim(database, counters, some.Length);
            }, lazily: !some.Any(static s => s.Rejection is not null));
        }
    }

    /// <summary>Settles again what the instance before had settled and not yet put on the medium: its messages will not be sent once more.</summary>
    public void TakeMarks(LaneLedger before) => Commit(
        (_, counters) =>
        {
            foreach ((string name, SettledSet settled) in counters.Lane.Consumers)
            {
                if (!before.Consumers.TryGetValue(name, out SettledSet? known)) continue;
                foreach ((long first, long last) in known.Ranges) settled.Add(first, Math.Min(last, counters.Lane.Last));
            }
        },
        lazily: true);

    /// <summary>Makes some of these count as never settled; what is not here any more stays as it is.</summary>
    /// <returns>The numbers that are still to be looked at, in another turn; null when all were.</returns>
    public SeqRange? Unsettle(string consumer, string stream, SeqRange range)
    {
        List<(long Seq, long Position)> here = _database.Read(db => MessageTable.Numbers(db, stream, range, SettledAtOnce));
        SettledSet known = Counters.Lane.Consumers[consumer];
        if (here.Exists(message => known.Contains(message.Position)))
        {
            Commit((database, counters) =>
            {
                foreach ((long _, long position) in here) counters.Lane.Consumers[consumer].Remove(position, position);
            });
        }

        return here.Count < SettledAtOnce ? null : new SeqRange(here[^1].Seq + 1, range.Last);
    }

    private static void Settle(ILiteDatabase database, AlarmCounters counters, string consumer, long position, string? rejection)
    {
        if (rejection is not null && MessageTable.Find(database, position) is { } message)
            DeadLetterTable.Add(database, counters, [new DeadLetter(consumer, rejection, message)]);
        counters.Lane.Consumers[consumer].Add(position, position);
    }

    /// <summary>Makes room where the messages exceed their share: the oldest that everybody has go, a bounded number a commit.</summary>
    private void Trim(ILiteDatabase database, AlarmCounters counters, int changed)
    {
        if (counters.LaneBytes <= _share + Slack) return;
        long at = 1;
        for (int left = TrimmedAtOnce + (2 * changed); left > 0 && counters.LaneBytes > _share; left--)
        {
            if (counters.Lane.NextSettledByAll(at) is not { } settled || MessageTable.First(database, settled) is not { } oldest) return;
            if (counters.Lane.SettledByAll(oldest.Position))
            {
                MessageTable.Delete(database, oldest.Position);
                counters.LaneBytes -= oldest.Bytes;
            }

            at = oldest.Position + 1;
        }
    }
}
