using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Finds the counters of a salvaged alarm database: from those it had, where they can be read, corrected by what was found and by what
/// is missing now. Without an epoch, so that the run begins a new one.
/// </summary>
internal sealed class SalvagedCounters
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<(string, BsonValue)> _taken = [];
    private readonly SortedSet<long> _positions = [];
    private readonly SortedDictionary<string, long> _streams = new(StringComparer.Ordinal);
    private AlarmCounters? _known;
    private long _lastLine;
    private long _dead;

    public bool AreKnown => _known is not null;

    public SalvageCounts Counts { get; private set; }

    /// <summary>Takes note of a document; false when it is not to be brought over.</summary>
    public bool Take(string collection, BsonDocument document)
    {
        BsonValue id = document["_id"];
        if (!id.IsString && !id.IsNumber) return false;
        if (collection is "outbox" or "journal" or "ended" or "dead" && !id.IsNumber) return false;
        if (collection is "outbox" or "active" or "dead" && !AlarmShapes.IsMessage(document)) return false;
        if (collection == "meta" && id == AlarmDatabase.CountersId)
        {
            if (document["lane"].IsDocument) _known ??= AlarmCounters.Read(document);
            return false;
        }

        if (!_taken.Add((collection, id)) || (collection == "outbox" && !TakeMessage(document))) return false;
        if (collection == "journal") _lastLine = Math.Max(_lastLine, id.AsInt64);
        if (collection == "dead") _dead = Math.Max(_dead, id.AsInt64);
        Counts = Counts.With(collection);
        return true;
    }

    /// <summary>False for a second one under the same key.</summary>
    private bool TakeMessage(BsonDocument document)
    {
        (string stream, long seq) = (document["s"].AsString, document["n"].AsInt64);
        if (!_keys.Add(MessageDocument.KeyOf(stream, seq))) return false;
        _positions.Add(document["_id"].AsInt64);
        _streams[stream] = Math.Max(_streams.GetValueOrDefault(stream), seq);
        return true;
    }

    public AlarmCounters ToCounters(IReadOnlyList<string> consumers)
    {
        AlarmCounters counters = (_known ?? new AlarmCounters()).Next();
        counters.Epoch = "";
        counters.JournalUncounted = Math.Max(counters.JournalLast, _lastLine);
        counters.LaneBytes = -1;
        counters.DeadLetters = Math.Max(counters.DeadLetters, _dead);
        counters.Ended = Counts.Ended;
        Complete(counters.Lane, consumers);
        return counters;
    }

    /// <summary>Nobody waits for a message that is not there.</summary>
    private void Complete(LaneLedger lane, IReadOnlyList<string> consumers)
    {
        lane.Last = Math.Max(lane.Last, _positions.Count > 0 ? _positions.Max : 0);
        foreach ((string stream, long seq) in _streams) lane.Streams[stream] = Math.Max(lane.Streams.GetValueOrDefault(stream), seq);
        foreach (string name in consumers)
        {
            if (!lane.Consumers.TryGetValue(name, out SettledSet? settled)) lane.Consumers[name] = settled = new SettledSet();
            long after = 0;
            foreach (long position in _positions)
            {
                settled.Add(after + 1, position - 1);
                after = position;
            }

            settled.Add(after + 1, lane.Last);
        }
    }
}
