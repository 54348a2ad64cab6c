using System.Buffers.Binary;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>Reads what <see cref="ChunkWriter"/> wrote; safe on any bytes.</summary>
internal static class ChunkReader
{
    /// <summary>Leaves room to reckon with.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.MaxValue / 2;

    /// <param name="only">The one point whose values are wanted, in UTF-8; null: all are.</param>
    /// <exception cref="InvalidDataException">This is no chunk, or it is damaged.</exception>
    public static ChunkRows Read(ReadOnlySpan<byte> chunk, PointNames names, byte[]? only = null)
    {
        if (chunk.Length == 0) throw new InvalidDataException("A stored chunk is empty.");
        if (chunk[0] != ChunkFormat.Version) throw new InvalidDataException($"A stored chunk is of version {chunk[0]}, which this program does not know.");
        byte[] plain = Compression.Unpack(chunk[1..], ChunkFormat.MostBytes);
        var reader = new VarintReader(plain);
        var rows = new ChunkRows(names);
        List<(int Message, int Length)> raw = ReadHeads(ref reader, rows);
        ReadColumns(ref reader, rows);
        ReadPoints(ref reader, rows);
        ReadAges(ref reader, rows.Ages);
        ReadMarks(ref reader, rows.Marks);
        ReadValues(ref reader, rows, only);
        foreach ((int message, int length) in raw) rows.SetRaw(message, reader.Bytes(length).ToArray());
        return reader.Left == 0 ? rows : throw new InvalidDataException("A stored chunk is longer than it should be.");
    }

    private static List<(int Message, int Length)> ReadHeads(ref VarintReader reader, ChunkRows rows)
    {
        var raw = new List<(int Message, int Length)>();
        MonotonicTime at = default;
        int messages = reader.Count(Math.Min(reader.Left, ChunkFormat.MostMessages));
        for (int message = 0; message < messages; message++)
        {
            at = new MonotonicTime((uint)(at.Boot + reader.Signed()), new TimeSpan(unchecked(at.SinceBoot.Ticks + reader.Signed())));
            if (at.SinceBoot > s_longest || at.SinceBoot < -s_longest) throw new InvalidDataException("A stored message is of an impossible time.");
            int kind = reader.Count(1 + (int)Origin.Simulated);
            int length = reader.Count(reader.Left);
            if (kind == 0) raw.Add((message, length));
            if (kind != 0 && rows.Count + length > Math.Min(reader.Left, ChunkFormat.MostRows)) throw new InvalidDataException("A stored chunk tells more readings than it has.");
            rows.Add(at, kind == 0 ? Origin.Live : (Origin)(kind - 1), kind == 0 ? 0 : length);
        }

        return raw;
    }

    private static void ReadColumns(ref VarintReader reader, ChunkRows rows)
    {
        long expected = 0;
        for (int left = reader.Count(reader.Left); left > 0; left--)
        {
            long name = expected + reader.Signed();
            if (name < 0 || name >= rows.Names.Count) throw new InvalidDataException("A stored chunk names a point that its segment does not know.");
            rows.AddColumn((int)name);
            expected = name + 1;
        }
    }

    private static void ReadPoints(ref VarintReader reader, ChunkRows rows)
    {
        Span<int> points = rows.Points;
        foreach (MessageHead head in rows.Heads)
        {
            long expected = 0;
            for (int row = head.FirstRow; row < head.FirstRow + head.Rows; row++)
            {
                long point = expected + reader.Signed();
                if (point < 0 || point >= rows.Columns.Count) throw new InvalidDataException("A stored reading is of a column that is not there.");
                points[row] = (int)point;
                expected = point + 1;
            }
        }
    }

    private static void ReadAges(ref VarintReader reader, Span<int> ages)
    {
        int[] lengths = ReadRuns(ref reader, ages.Length);
        int row = 0;
        int age = 0;
        foreach (int length in lengths)
        {
            age = unchecked(age + (int)reader.Signed());
            ages.Slice(row, length).Fill(age);
            row += length;
        }
    }

    private static void ReadMarks(ref VarintReader reader, Span<byte> marks)
    {
        int[] lengths = ReadRuns(ref reader, marks.Length);
        int row = 0;
        foreach (int length in lengths)
        {
            byte mark = reader.Byte();
            if (ChunkRows.QualityOf(mark) > Quality.Good || ChunkRows.ReasonOf(mark) > QualityReason.Implausible)
                throw new InvalidDataException("A stored reading is of a quality that this program does not know.");
            marks.Slice(row, length).Fill(mark);
            row += length;
        }
    }

    /// <summary>Lengths that add up to the number of rows.</summary>
    private static int[] ReadRuns(ref VarintReader reader, int rows)
    {
        int[] lengths = new int[reader.Count(Math.Min(rows, reader.Left))];
        int left = rows;
        for (int i = 0; i < lengths.Length; i++) left -= lengths[i] = reader.Count(left);
        return left == 0 ? lengths : throw new InvalidDataException("A stored chunk does not tell all of its readings.");
    }

    private static void ReadValues(ref VarintReader reader, ChunkRows rows, byte[]? only)
    {
        int? wanted = only is null ? null : rows.ColumnOf(only);
        (int[] starts, int[] byColumn) = ChunkFormat.ByColumn(rows.Points, rows.Columns.Count);
        for (int column = 0; column < rows.Columns.Count; column++)
        {
            ReadOnlySpan<int> own = byColumn.AsSpan(starts[column]..starts[column + 1]);
            byte decimals = reader.Byte();
            if (decimals > ChunkFormat.MostDecimals && decimals != ChunkFormat.Doubles) throw new InvalidDataException("A stored column has an unknown form.");
            if (wanted is { } one && column != one) Skip(ref reader, rows, own, decimals);
            else if (decimals == ChunkFormat.Doubles) ReadDoubles(ref reader, rows, own);
            else ReadScaled(ref reader, rows, own, ChunkFormat.Scales[decimals]);
        }
    }

    private static void Skip(ref VarintReader reader, ChunkRows rows, ReadOnlySpan<int> own, byte decimals)
    {
        int there = CountThere(rows, own);
        if (decimals == ChunkFormat.Doubles)
        {
            _ = reader.Bytes(there * sizeof(double));
            return;
        }

        ReadOnlySpan<byte> nibbles = reader.Bytes((there + 1) / 2);
        int escaped = 0;
        for (int i = 0; i < there; i++)
        {
            if (Nibble(nibbles, i) == ChunkFormat.Escape) escaped++;
        }

        reader.Skip(escaped);
    }

    private static void ReadScaled(ref VarintReader reader, ChunkRows rows, ReadOnlySpan<int> own, double scale)
    {
        ReadOnlySpan<byte> nibbles = reader.Bytes((CountThere(rows, own) + 1) / 2);
        Span<double> values = rows.Values;
        ReadOnlySpan<byte> marks = rows.Marks;
        (long scaled, int next) = (0, 0);
        foreach (int row in own)
        {
            if (ChunkRows.QualityOf(marks[row]) == Quality.Bad)
            {
                values[row] = double.NaN;
                continue;
            }

            int nibble = Nibble(nibbles, next++);
            scaled = unchecked(scaled + VarintReader.OfZigzag(nibble == ChunkFormat.Escape ? reader.Unsigned() : (ulong)nibble));
            values[row] = scaled / scale;
        }
    }

    private static int Nibble(ReadOnlySpan<byte> nibbles, int index) => (nibbles[index / 2] >> (index % 2 * 4)) & 15;

    private static int CountThere(ChunkRows rows, ReadOnlySpan<int> own)
    {
        ReadOnlySpan<byte> marks = rows.Marks;
        int there = 0;
        foreach (int row in own)
        {
            if (ChunkRows.QualityOf(marks[row]) != Quality.Bad) there++;
        }

        return there;
    }

    private static void ReadDoubles(ref VarintReader reader, ChunkRows rows, ReadOnlySpan<int> own)
    {
        Span<double> values = rows.Values;
        foreach (int row in own)
        {
            double value = ChunkRows.QualityOf(rows.Marks[row]) == Quality.Bad
                ? double.NaN
                : BinaryPrimitives.ReadDoubleLittleEndian(reader.Bytes(sizeof(double)));
            values[row] = value;
            if (!double.IsFinite(value) && ChunkRows.QualityOf(rows.Marks[row]) != Quality.Bad) throw new InvalidDataException("A stored value is no number.");
        }
    }
}
