using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>A chunk that is kept, read and taken apart; its messages are put together when they are asked for, from any thread.</summary>
internal sealed class KeptChunk(long first, string epoch, ChunkRows rows)
{
    [ThreadStatic]
    private static TelemetryBodyWriter? s_writer;

    private readonly OutboxMessage?[] _made = new OutboxMessage?[rows.Heads.Count];
    private int _forgotten;

    public long First => first;

    public long Last => first + rows.Heads.Count - 1;

    public ChunkRows Rows => rows;

    /// <param name="only">The one point whose values are wanted; null: all are.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public static KeptChunk Of(ChunkHead head, PointNames names, byte[]? only = null)
    {
        ChunkRows rows = ChunkReader.Read(head.Payload, names, only);
        return rows.Heads.Count == head.Last - head.First + 1
            ? new KeptChunk(head.First, head.Epoch, rows)
            : throw new InvalidDataException($"The chunk of message {head.First} does not hold the messages that it should.");
    }

    public MonotonicTime TimeOf(long seq) => rows.Heads[(int)(seq - first)].At;

    /// <summary>The readings of one point, oldest first.</summary>
    /// <param name="point">UTF-8.</param>
    public IEnumerable<StoredReading> Readings(byte[] point)
    {
        int column = rows.ColumnOf(point);
        if (column < 0) yield break;
        foreach (MessageHead head in rows.Heads)
        {
            for (int row = head.FirstRow; row < head.FirstRow + head.Rows; row++)
            {
                if (rows.Points[row] == column)
                    yield return new StoredReading(rows.TimeOf(head, row), rows.Values[row], ChunkRows.QualityOf(rows.Marks[row]), ChunkRows.ReasonOf(rows.Marks[row]));
            }
        }
    }

    /// <summary>Remembered, because whoever sends asks again for what is under way.</summary>
    public OutboxMessage Message(long seq)
    {
        int index = (int)(seq - first);
        return _made[index] ??= new OutboxMessage(epoch, seq, TelemetryDraft.Of(rows.Heads[index].At, rows.Body(index, s_writer ??= new TelemetryBodyWriter())));
    }

    /// <summary>Messages below a number are not likely to be asked for again.</summary>
    public void ForgetBelow(long seq)
    {
        for (; _forgotten < Math.Min(seq - first, _made.Length); _forgotten++) _made[_forgotten] = null;
    }
}
