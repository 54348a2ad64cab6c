using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>
/// Telemetry messages taken apart: of each its head, and one row a reading. A message that would not come out the same again is kept as
/// it is. In a message the rows are in the order of their points, and those of one point as they came.
/// </summary>
internal sealed class ChunkRows
{
    private readonly List<MessageHead> _heads = [];
    private readonly List<int> _names = [];
    private int[] _points = [];
    private int[] _ages = [];
    private double[] _values = [];
    private byte[] _marks = [];

    /// <param name="names">Dictionary that the points' names are in.</param>
    public ChunkRows(PointNames names) => Names = names;

    public PointNames Names { get; }

    public IReadOnlyList<MessageHead> Heads => _heads;

    /// <summary>Numbers of the points' names, by column.</summary>
    public IReadOnlyList<int> Columns => _names;

    /// <summary>Readings.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the messages that are kept as they are.</summary>
    public int RawBytes { get; private set; }

    /// <summary>Column of each row.</summary>
    public Span<int> Points => _points.AsSpan(0, Count);

    /// <summary>Milliseconds that each reading is older than its message.</summary>
    public Span<int> Ages => _ages.AsSpan(0, Count);

    public Span<double> Values => _values.AsSpan(0, Count);

    /// <summary>Quality and reason of each row; see <see cref="MarkOf"/>.</summary>
    public Span<byte> Marks => _marks.AsSpan(0, Count);

    public static byte MarkOf(Quality quality, QualityReason reason) => (byte)(((int)quality << 6) | (int)reason);

    public static Quality QualityOf(byte mark) => (Quality)(mark >> 6);

    public static QualityReason ReasonOf(byte mark) => (QualityReason)(mark & 63);

    /// <summary>When a row was read.</summary>
    public MonotonicTime TimeOf(in MessageHead head, int row) => head.At + TimeSpan.FromMilliseconds(-_ages[row]);

    /// <summary>The column of a point; -1 when it has none.</summary>
    /// <param name="point">UTF-8.</param>
    public int ColumnOf(ReadOnlySpan<byte> point)
    {
        for (int column = 0; column < _names.Count; column++)
        {
            if (point.SequenceEqual(Names[_names[column]])) return column;
        }

        return -1;
    }

    public void AddColumn(int name) => _names.Add(name);

    public void Add(MonotonicTime at, byte[] raw)
    {
        _heads.Add(new MessageHead(at, Origin.Live, Count, 0, raw));
        RawBytes += raw.Length;
    }

    /// <summary>Begins a message of so many rows, to be filled in afterwards.</summary>
    public void Add(MonotonicTime at, Origin origin, int rows)
    {
        _heads.Add(new MessageHead(at, origin, Count, rows, null));
        Grow(Count + rows);
        Count += rows;
    }

    /// <summary>Makes a message one whose body is kept as it is.</summary>
    public void SetRaw(int message, byte[] raw)
    {
        _heads[message] = _heads[message] with { Raw = raw };
        RawBytes += raw.Length;
    }

    public int AddRow(int column, int age, double value, byte mark)
    {
        Grow(Count + 1);
        (_points[Count], _ages[Count], _values[Count], _marks[Count]) = (column, age, value, mark);
        return Count++;
    }

    /// <summary>Ends the message whose rows were added last.</summary>
    public void EndMessage(MonotonicTime at, Origin origin, int firstRow)
    {
        Sort(firstRow);
        _heads.Add(new MessageHead(at, origin, firstRow, Count - firstRow, null));
    }

    /// <summary>Takes rows back that belong to no message yet.</summary>
    public void TakeBack(int firstRow) => Count = firstRow;

    /// <summary>Forgets the oldest messages.</summary>
    /// <returns>How many readings went with them.</returns>
    public int RemoveFirst(int messages)
    {
        int rows = messages < _heads.Count ? _heads[messages].FirstRow : Count;
        RawBytes -= _heads.Take(messages).Sum(static head => head.Raw?.Length ?? 0);
        _heads.RemoveRange(0, messages);
        for (int i = 0; i < _heads.Count; i++) _heads[i] = _heads[i] with { FirstRow = _heads[i].FirstRow - rows };
        Array.Copy(_points, rows, _points, 0, Count - rows);
        Array.Copy(_ages, rows, _ages, 0, Count - rows);
        Array.Copy(_values, rows, _values, 0, Count - rows);
        Array.Copy(_marks, rows, _marks, 0, Count - rows);
        Count -= rows;
        return rows;
    }

    public ChunkRows Copy()
    {
        var copy = new ChunkRows(Names)
        {
            _points = Points.ToArray(),
            _ages = Ages.ToArray(),
            _values = Values.ToArray(),
            _marks = Marks.ToArray(),
            Count = Count,
            RawBytes = RawBytes,
        };
        copy._heads.AddRange(_heads);
        copy._names.AddRange(_names);
        return copy;
    }

    public void Clear()
    {
        _heads.Clear();
        _names.Clear();
        (Count, RawBytes) = (0, 0);
    }

    /// <summary>The body of a message.</summary>
    public byte[] Body(int message, TelemetryBodyWriter writer)
    {
        MessageHead head = _heads[message];
        if (head.Raw is { } raw) return raw;
        writer.Begin(head.Origin);
        for (int row = head.FirstRow; row < head.FirstRow + head.Rows; row++)
        {
            writer.Add(Names[_names[_points[row]]], _ages[row], _values[row], QualityOf(_marks[row]), ReasonOf(_marks[row]));
        }

        return writer.End().ToArray();
    }

    /// <summary>Messages come in the same order of points nearly always; then there is nothing to do.</summary>
    private void Sort(int firstRow)
    {
        bool sorted = true;
        for (int row = firstRow + 1; row < Count && sorted; row++) sorted = _points[row - 1] <= _points[row];
        if (sorted) return;
        int[] order = [.. Enumerable.Range(firstRow, Count - firstRow).OrderBy(row => _points[row])];
        Permute(_points, order, firstRow);
        Permute(_ages, order, firstRow);
        Permute(_values, order, firstRow);
        Permute(_marks, order, firstRow);
    }

    private static void Permute<T>(T[] rows, int[] order, int firstRow)
    {
        T[] sorted = Array.ConvertAll(order, row => rows[row]);
        sorted.CopyTo(rows, firstRow);
    }

    private void Grow(int rows)
    {
        if (rows <= _points.Length) return;
        int room = Math.Max(rows, Count == 0 ? rows : 2 * _points.Length);
        Array.Resize(ref _points, room);
        Array.Resize(ref _ages, room);
        Array.Resize(ref _values, room);
        Array.Resize(ref _marks, room);
    }
}
