using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>The telemetry messages that are gathered in memory until they are kept in one piece.</summary>
internal sealed class OpenChunk
{
    /// <summary>Readings of which a chunk is large enough; 90,000 are 45 s of 2,000 points a second [our default].</summary>
    public const int Full = 131_072;

    /// <summary>While nothing can be kept this much more waits in memory [our default]; beyond, the oldest is lost.</summary>
    private const int Most = 2 * Full;

    /// <summary>Messages that wait in memory at most [our default].</summary>
    public const int MostMessages = 2048;

    /// <summary>Bytes of a body kept as it is that weigh as much as a reading.</summary>
    private const int BytesOfReading = 2;

    private readonly ChunkRows _rows = new(new PointNames());
    private readonly TelemetryBodyWriter _writer = new();
    private readonly List<int> _columnOf = [];

    /// <summary>Number of its first message.</summary>
    public long First { get; private set; } = 1;

    public long Last => First + _rows.Heads.Count - 1;

    public bool IsEmpty => _rows.Heads.Count == 0;

    /// <summary>That its messages were numbered in.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Timestamp of the first message's coming.</summary>
    public long Begun { get; private set; }

    public bool IsFull => Weight >= Full || _rows.Heads.Count >= MostMessages / 2;

    public ChunkRows Rows => _rows;

    private int Weight => _rows.Count + (_rows.RawBytes / BytesOfReading);

    /// <summary>Begins anew, empty; the next message gets this number.</summary>
    public void Begin(long first)
    {
        _rows.Clear();
        _columnOf.Clear();
        First = first;
    }

    public OutboxMessage Add(string epoch, MessageDraft draft, long now)
    {
        if (IsEmpty) (Epoch, Begun) = (epoch, now);
        int before = _rows.Count;
        if (!TryAdd(draft))
        {
            _rows.TakeBack(before);
            _rows.Add(draft.At, draft.Body.ToArray());
        }

        return new OutboxMessage(epoch, Last, draft);
    }

    /// <summary>Gives up the oldest messages when there are too many.</summary>
    /// <returns>What was lost; null when nothing was.</returns>
    public TelemetryGap? Relieve()
    {
        if (Weight <= Most && _rows.Heads.Count <= MostMessages) return null;
        // A quarter at once: what is left has to be moved.
        int messages = Math.Max(1, _rows.Heads.Count / 4);
        (MonotonicTime from, MonotonicTime to) = (_rows.Heads[0].At, _rows.Heads[messages - 1].At);
        var gap = new TelemetryGap(First, First + messages - 1, from, to, messages, _rows.RemoveFirst(messages), GapCause.Memory);
        First += messages;
        return gap;
    }

    /// <summary>Drops what is kept after all.</summary>
    public void RemoveThrough(long last)
    {
        int messages = (int)Math.Clamp(last - First + 1, 0, _rows.Heads.Count);
        _ = _rows.RemoveFirst(messages);
        First += messages;
    }

    public OutboxMessage Message(long seq)
    {
        int index = (int)(seq - First);
        return new OutboxMessage(Epoch, seq, TelemetryDraft.Of(_rows.Heads[index].At, _rows.Body(index, _writer)));
    }

    /// <summary>Its messages as they are now.</summary>
    public KeptChunk Copy() => new(First, Epoch, _rows.Copy());

    /// <summary>Takes a message apart; false where it would not come out the same.</summary>
    private bool TryAdd(MessageDraft draft)
    {
        int firstRow = _rows.Count;
        var body = new TelemetryBody(draft.Body.Span, draft.At);
        try
        {
            int guess = 0;
            while (body.Read())
            {
                bool kept = double.IsFinite(body.Value) || body.Quality == Quality.Bad;
                if (!kept || _rows.Count - firstRow == ChunkFormat.MostRowsOfMessage) return false;
                int name = _rows.Names.Add(body.Point, guess);
                guess = name + 1;
                _rows.AddRow(ColumnOf(name), body.Age, body.Value, ChunkRows.MarkOf(body.Quality, body.Reason));
            }
        }
        catch (JsonException)
        {
            return false;
        }

        if (!IsSame(draft, body.Origin, firstRow)) return false;
        _rows.EndMessage(draft.At, body.Origin, firstRow);
        return true;
    }

    private bool IsSame(MessageDraft draft, Origin origin, int firstRow)
    {
        _writer.Begin(origin);
        for (int row = firstRow; row < _rows.Count; row++)
        {
            byte mark = _rows.Marks[row];
            _writer.Add(_rows.Names[_rows.Columns[_rows.Points[row]]], _rows.Ages[row], _rows.Values[row], ChunkRows.QualityOf(mark), ChunkRows.ReasonOf(mark));
        }

        return _writer.End().SequenceEqual(draft.Body.Span);
    }

    private int ColumnOf(int name)
    {
        while (_columnOf.Count <= name) _columnOf.Add(-1);
        if (_columnOf[name] >= 0) return _columnOf[name];
        _rows.AddColumn(name);
        return _columnOf[name] = _rows.Columns.Count - 1;
    }
}
