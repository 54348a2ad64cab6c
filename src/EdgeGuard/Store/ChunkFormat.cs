namespace EdgeGuard.Gateway.Store;

/// <summary>
/// A chunk of telemetry as bytes. The first byte is the version, 1; the rest is compressed. In it, all numbers as <see cref="VarintWriter"/>
/// writes them:
/// <list type="number">
/// <item>Messages: how many; of each the change of run and of time (ticks) against the one before, 0 for a body kept as it is and otherwise
/// 1 + origin, and its number of bytes or of readings.</item>
/// <item>Columns, one a point: how many; of each its name's number in the segment's dictionary, against one more than that of the one before.</item>
/// <item>Of each reading its column, against one more than that of the reading before in the message.</item>
/// <item>Ages of the readings in milliseconds, in runs of equal ones: how many runs; their lengths; their changes.</item>
/// <item>Quality and reason, one byte, in runs: how many; their lengths; the bytes.</item>
/// <item>Values, column by column, of what is not bad: the number of decimals and the changes of the scaled value, zigzag, four bits
/// each, the first in the low ones, and after them those that are 15 or more, for which there is a 15; or 255 and doubles.</item>
/// <item>The bodies kept as they are.</item>
/// </list>
/// </summary>
internal static class ChunkFormat
{
    public const byte Version = 1;

    /// <summary>Marks a column of plain doubles, because some of its values have more than <see cref="MostDecimals"/>.</summary>
    public const byte Doubles = 255;

    public const int MostDecimals = 4;

    /// <summary>In place of a change that four bits do not hold.</summary>
    public const int Escape = 15;

    /// <summary>A message with more readings is kept as it is, so that no chunk has many more than it should.</summary>
    public const int MostRowsOfMessage = 65_536;

    /// <summary>No chunk has more readings.</summary>
    public const int MostRows = 524_288;

    public const int MostMessages = 65_536;

    /// <summary>No chunk is longer before it is compressed.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Whole numbers above are not exact.</summary>
    public const double MostScaled = 1L << 53;

    public static ReadOnlySpan<double> Scales => [1, 10, 100, 1000, 10_000];

    /// <summary>The rows of each column, oldest first: those of column c begin at <c>Starts[c]</c> in <c>Rows</c>.</summary>
    public static (int[] Starts, int[] Rows) ByColumn(ReadOnlySpan<int> points, int columns)
    {
        int[] starts = new int[columns + 1];
        foreach (int point in points) starts[point + 1]++;
        for (int column = 0; column < columns; column++) starts[column + 1] += starts[column];
        int[] next = starts[..columns];
        int[] rows = new int[points.Length];
        for (int row = 0; row < points.Length; row++) rows[next[points[row]]++] = row;
        return (starts, rows);
    }
}
