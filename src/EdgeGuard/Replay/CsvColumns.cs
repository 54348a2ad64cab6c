using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>Which column of the file holds what; they may stand in any order.</summary>
/// <param name="Reason">Optional: why a value is bad, e.g. <c>sentinel</c>; -1 when the file has no such column.</param>
internal sealed record CsvColumns(int Time, int Point, int Value, int Quality, int Reason, int Count)
{
    public const int Max = 5;
    private static readonly string[] s_names = ["time", "point", "value", "quality", "reason"];
    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    /// <exception cref="CsvHeaderException">A column is missing, unknown or there twice.</exception>
    public static CsvColumns Read(string file, ReadOnlySpan<byte> line)
    {
        string header = Encoding.UTF8.GetString(line.StartsWith(s_mark) ? line[s_mark.Length..] : line);
        string[] names = [.. header.Split(',').Select(n => n.Trim().Trim('"'))];
        int column = 1;
        foreach (string name in names)
        {
            if (!s_names.Contains(name, StringComparer.Ordinal))
                throw Unknown(file, column, name);
            if (names.Count(n => n == name) > 1)
                throw Wrong(file, column, $"列“{name}”出现两次", $"the column \"{name}\" is there twice");
            column += name.Length + 1;
        }

        foreach (string needed in s_names[..4])
        {
            if (!names.Contains(needed, StringComparer.Ordinal))
                throw Wrong(file, 1, $"首行缺少列“{needed}”；应为 time,point,value,quality", $"the first line lacks the column \"{needed}\"; it should be time,point,value,quality");
        }

        int[] at = [.. s_names.Select(n => Array.IndexOf(names, n))];
        return new CsvColumns(at[0], at[1], at[2], at[3], at[4], names.Length);
    }

    private static CsvHeaderException Unknown(string file, int column, string name)
    {
        string near = Nearest.Name(name, s_names) ?? "";
        return near.Length > 0
            ? Wrong(file, column, $"没有列“{name}”；是否指 {near}？", $"there is no column \"{name}\"; did you mean {near}?")
            : Wrong(file, column, $"首行应为 time,point,value,quality，这里是“{name}”", $"the first line should be time,point,value,quality; this is \"{name}\"");
    }

    private static CsvHeaderException Wrong(string file, int column, string zh, string en) => new(new CsvError(file, 1, column, new Words(zh, en)));
}
