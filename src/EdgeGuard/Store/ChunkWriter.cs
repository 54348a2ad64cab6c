using System.Buffers.Binary;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>Writes chunks, one after the other; see <see cref="ChunkFormat"/>.</summary>
internal sealed class ChunkWriter
{
    private const int Quality = 2;
    private const int Window = 20;
    private readonly VarintWriter _out = new();
    private readonly VarintWriter _second = new();
    private long[] _scaled = [];

    /// <param name="names">The segment's dictionary, which is given the names that it does not have.</param>
    public byte[] Write(ChunkRows rows, PointNames names)
    {
        _out.Clear();
        WriteHeads(rows);
        WriteColumns(rows, names);
        WritePoints(rows);
        WriteAges(rows.Ages);
        WriteMarks(rows.Marks);
        WriteValues(rows);
        foreach (MessageHead head in rows.Heads)
        {
            if (head.Raw is { } raw) _out.Bytes(raw);
        }

        return [ChunkFormat.Version, .. Compression.Pack(_out.Written, Quality, Window)];
    }

    private void WriteHeads(ChunkRows rows)
    {
        _out.Unsigned((ulong)rows.Heads.Count);
        MonotonicTime before = default;
        foreach (MessageHead head in rows.Heads)
        {
            _out.Signed((long)head.At.Boot - before.Boot);
            _out.Signed(unchecked(head.At.SinceBoot.Ticks - before.SinceBoot.Ticks));
            _out.Unsigned(head.Raw is null ? 1 + (ulong)head.Origin : 0);
            _out.Unsigned((ulong)(head.Raw?.Length ?? head.Rows));
            before = head.At;
        }
    }

    private void WriteColumns(ChunkRows rows, PointNames names)
    {
        _out.Unsigned((ulong)rows.Columns.Count);
        int expected = 0;
        foreach (int name in rows.Columns)
        {
            int number = names == rows.Names ? name : names.Add(rows.Names[name]);
            _out.Signed(number - expected);
            expected = number + 1;
        }
    }

    private void WritePoints(ChunkRows rows)
    {
        foreach (MessageHead head in rows.Heads)
        {
            int expected = 0;
            foreach (int point in rows.Points.Slice(head.FirstRow, head.Rows))
            {
                _out.Signed(point - expected);
                expected = point + 1;
            }
        }
    }

    private void WriteAges(ReadOnlySpan<int> ages)
    {
        _second.Clear();
        var lengths = new List<int>();
        int before = 0;
        for (int row = 0; row < ages.Length;)
        {
            int end = EndOfRun(ages, row);
            lengths.Add(end - row);
            _second.Signed((long)ages[row] - before);
            before = ages[row];
            row = end;
        }

        WriteRuns(lengths);
    }

    private void WriteMarks(ReadOnlySpan<byte> marks)
    {
        _second.Clear();
        var lengths = new List<int>();
        for (int row = 0; row < marks.Length;)
        {
            int end = EndOfRun(marks, row);
            lengths.Add(end - row);
            _second.Byte(marks[row]);
            row = end;
        }

        WriteRuns(lengths);
    }

    private static int EndOfRun<T>(ReadOnlySpan<T> rows, int row)
        where T : IEquatable<T>
    {
        int length = rows[row..].IndexOfAnyExcept(rows[row]);
        return length < 0 ? rows.Length : row + length;
    }

    private void WriteRuns(List<int> lengths)
    {
        _out.Unsigned((ulong)lengths.Count);
        foreach (int length in lengths) _out.Unsigned((ulong)length);
        _out.Bytes(_second.Written);
    }

    private void WriteValues(ChunkRows rows)
    {
        (int[] starts, int[] byColumn) = ChunkFormat.ByColumn(rows.Points, rows.Columns.Count);
        for (int column = 0; column < rows.Columns.Count; column++)
        {
            ReadOnlySpan<int> own = byColumn.AsSpan(starts[column]..starts[column + 1]);
            if (_scaled.Length < own.Length) _scaled = new long[Math.Max(own.Length, 256)];
            if (Scale(rows, own, out byte decimals) is { } count) WriteScaled(decimals, _scaled.AsSpan(0, count));
            else WriteDoubles(rows, own);
        }
    }

    /// <summary>The values as whole numbers, at the fewest decimals that are exact; null when there are none.</summary>
    private int? Scale(ChunkRows rows, ReadOnlySpan<int> own, out byte decimals)
    {
        decimals = 0;
        int count = 0;
        for (int i = 0; i < own.Length;)
        {
            if (ChunkRows.QualityOf(rows.Marks[own[i]]) == Core.Points.Quality.Bad)
            {
                i++;
                continue;
            }

            double value = rows.Values[own[i]];
            double scale = ChunkFormat.Scales[decimals];
            double scaled = Math.Round(value * scale);
            if (Math.Abs(scaled) < ChunkFormat.MostScaled && BitConverter.DoubleToInt64Bits((long)scaled / scale) == BitConverter.DoubleToInt64Bits(value))
            {
                _scaled[count++] = (long)scaled;
                i++;
                continue;
            }

            if (decimals == ChunkFormat.MostDecimals) return null;
            decimals++;
            (i, count) = (0, 0);
        }

        return count;
    }

    private void WriteScaled(byte decimals, ReadOnlySpan<long> scaled)
    {
        _out.Byte(decimals);
        _second.Clear();
        long before = 0;
        for (int i = 0; i < scaled.Length; i += 2)
        {
            int low = Nibble(scaled[i] - before);
            int high = i + 1 < scaled.Length ? Nibble(scaled[i + 1] - scaled[i]) : 0;
            before = i + 1 < scaled.Length ? scaled[i + 1] : before;
            _out.Byte((byte)(low | (high << 4)));
        }

        _out.Bytes(_second.Written);
    }

    private int Nibble(long change)
    {
        ulong zigzag = VarintWriter.Zigzag(change);
        if (zigzag < ChunkFormat.Escape) return (int)zigzag;
        _second.Unsigned(zigzag);
        return ChunkFormat.Escape;
    }

    private void WriteDoubles(ChunkRows rows, ReadOnlySpan<int> own)
    {
        _out.Byte(ChunkFormat.Doubles);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (int row in own)
        {
            if (ChunkRows.QualityOf(rows.Marks[row]) == Core.Points.Quality.Bad) continue;
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, rows.Values[row]);
            _out.Bytes(bytes);
        }
    }
}
