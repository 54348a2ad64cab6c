using System.Collections.Immutable;
using EdgeGuard.Core.Delivery;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary><c>alarms.db</c>: alarm states, the outbox of the alarm lane, the journal, and what the gateway keeps about itself.</summary>
internal sealed partial class AlarmDatabase : IDisposable
{
    public const string FileName = "alarms";
    public const string CountersId = "counters";

    /// <summary>
    /// So many that an alarm costs 1.2 flushes and 16 KB and no more, also where all shares are full; each 100 of them take 1.6 MB of
    /// memory [our default].
    /// </summary>
    public const int CheckpointPages = 400;

    private static readonly string[] Tables = ["meta", "state", "active", "outbox", "dead", "journal", "ended"];
    private readonly PowerSafeDatabase _database;
    private readonly long _share;

    private AlarmDatabase(PowerSafeDatabase database, long share)
    {
        _database = database;
        _share = share;
        BsonDocument? counters = database.Read(static db => Meta(db).FindById(CountersId));
        IsNew = counters is null;
        Counters = counters is null ? new AlarmCounters() : AlarmCounters.Read(counters);
        Active = database.Read(static db => db.GetCollection("active").FindAll()
            .ToImmutableSortedDictionary(static d => d["_id"].AsString, MessageDocument.Read, StringComparer.Ordinal));
    }

    public bool IsNew { get; }

    public AlarmCounters Counters { get; private set; }

    /// <summary>What stands retained below <c>alarm/active/</c>.</summary>
    public ImmutableSortedDictionary<string, OutboxMessage> Active { get; private set; }

    public string? Fault => _database.Fault;

    public bool FaultOfMedium => _database.FaultOfMedium;

    public JournalEnd Acknowledged => _database.Acknowledged;

    public long Bytes => _database.Bytes;

    /// <summary>Settling was committed that is not on the medium yet.</summary>
    public bool IsBehind => _database.IsBehind;

    public void Sync() => _database.Sync();

    /// <param name="share">Bytes that the journal may take, and the alarm messages beside it as long as none waits to be delivered.</param>
    public static AlarmDatabase Open(StoreFolder folder, long share, JournalEnd? until)
    {
        PowerSafeDatabase database = PowerSafeDatabase.Open(folder, FileName, CheckpointPages, until);
        try
        {
            return new AlarmDatabase(database, share);
        }
        catch (Exception e)
        {
            bool ofMedium = database.FaultOfMedium;
            database.Dispose();
            if (ofMedium) throw new OutboxFaultException($"{FileName} cannot be read: {e.Message}", e);
            throw new InvalidDataException($"{FileName} is damaged: {e.Message}", e);
        }
    }

    /// <summary>First commit of a run: whom to wait for, the run's number, and room made by consumers that are gone.</summary>
    public void Begin(Action<AlarmCounters> set, IReadOnlyList<string> consumers)
    {
        Commit((database, counters) =>
        {
            MessageTable.Create(database);
            set(counters);
            counters.Lane.SetConsumers(consumers, counters.Lane.OldestOpen);
            if (counters.LaneBytes < 0) counters.LaneBytes = MessageTable.Bytes(database);
        });
        CountJournal();
        AdoptJournal();
    }

    public IReadOnlyList<OutboxMessage> Append(CommitBatch batch, IReadOnlyList<MessageDraft> drafts, long serials)
    {
        var kept = new List<OutboxMessage>(drafts.Count);
        ImmutableSortedDictionary<string, OutboxMessage> active = Active;
        Commit((database, counters) =>
        {
            counters.Serials = Math.Max(counters.Serials, serials);
            foreach (StateChange change in batch.States) Keep(database, change);
            foreach (MessageDraft draft in drafts)
            {
                (long position, long seq) = counters.Lane.Next(draft.Stream);
                var message = new OutboxMessage(counters.Epoch, seq, draft);
                counters.LaneBytes += MessageTable.Insert(database, position, message);
                active = Retain(database, active, message);
                kept.Add(message);
            }

            if (drafts.Count > 0) Trim(database, counters, drafts.Count);
            JournalTable.Add(database, counters, batch.Journal, _share, IsOutdated);
            EndedAlarmTable.Add(database, counters, batch.Ended);
        });
        Active = active;
        return kept;
    }

    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> States() => _database.Read(static db =>
        db.GetCollection("state").FindAll()
            .Select(static d => KeyValuePair.Create(d["_id"].AsString, (ReadOnlyMemory<byte>)d["b"].AsBinary)).ToList());

    public AlarmOccurrence? Ended(uint serial) => _database.Read(db => EndedAlarmTable.Find(db, serial));

    public IReadOnlyList<DeadLetter> DeadLetters(int max) => _database.Read(db => DeadLetterTable.Tail(db, max));

    public BsonDocument? Note(string id) => _database.Read(db => Meta(db).FindById(id));

    /// <param name="lines">What the journal says of it.</param>
    public void SaveNote(BsonDocument note, params IReadOnlyList<JournalLine> lines) => Commit((database, counters) =>
    {
        Meta(database).Upsert(note);
        JournalTable.Add(database, counters, lines, _share, IsOutdated);
    });

    /// <summary>Reads everything once: after a fault that was not the medium's, to tell damage from chance.</summary>
    /// <exception cref="InvalidDataException">Something cannot be read.</exception>
    public void Verify()
    {
        try
        {
            _ = _database.VerifyPages();
            _ = _database.Read(static db => Tables.Sum(name => db.GetCollection(name).FindAll().Count()) + MessageTable.CountByKey(db));
        }
        catch (OutboxFaultException e) when (!FaultOfMedium)
        {
            Dispose();
            throw new InvalidDataException($"{FileName} is damaged: {e.Message}", e);
        }
    }

    public void Dispose() => _database.Dispose();

    private void Commit(Action<ILiteDatabase, AlarmCounters> work, bool lazily = false)
    {
        AlarmCounters next = Counters.Next();
        Action<ILiteDatabase> all = database =>
        {
            work(database, next);
            Meta(database).Upsert(next.Write(CountersId));
        };
        if (lazily) _database.CommitLazily(all);
        else _database.Commit(all);
        Counters = next;
    }

    private static void Keep(ILiteDatabase database, StateChange change)
    {
        ILiteCollection<BsonDocument> states = database.GetCollection("state");
        if (change.State is { } state) states.Upsert(new BsonDocument { ["_id"] = change.Key, ["b"] = state.ToArray() });
        else states.Delete(change.Key);
    }

    private static ImmutableSortedDictionary<string, OutboxMessage> Retain(
        ILiteDatabase database, ImmutableSortedDictionary<string, OutboxMessage> active, OutboxMessage message)
    {
        if (message.Content.ActiveKey is not { } key) return active;
        ILiteCollection<BsonDocument> retained = database.GetCollection("active");
        if (message.Content.Ended)
        {
            retained.Delete(key);
            return active.Remove(key);
        }

        retained.Upsert(MessageDocument.Write(key, message, compressed: false));
        return active.SetItem(key, message);
    }

    private static ILiteCollection<BsonDocument> Meta(ILiteDatabase database) => database.GetCollection("meta");
}
