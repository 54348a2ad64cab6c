namespace EdgeGuard.Gateway.Cli;

/// <summary>
/// The course of a value in one line: the mean of each part of the time, from the least to the greatest of them. A value holds until the
/// next one; a blank where it was not known.
/// </summary>
internal sealed class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private readonly DateTimeOffset _from;
    private readonly double _perCell;
    private readonly double[] _sums;
    private readonly int[] _counts;
    private readonly bool[] _unknown;

    public Sparkline(DateTimeOffset from, DateTimeOffset to, int cells)
    {
        (_from, _sums, _counts) = (from, new double[Math.Max(cells, 1)], new int[Math.Max(cells, 1)]);
        _unknown = new bool[_sums.Length];
        _perCell = Math.Max((to - from).TotalSeconds, 1e-3) / _sums.Length;
    }

    public void Add(DateTimeOffset at, double? value)
    {
        int cell = Math.Clamp((int)((at - _from).TotalSeconds / _perCell), 0, _sums.Length - 1);
        _unknown[cell] = value is null;
        if (value is not { } number)
            return;
        _sums[cell] += number;
        _counts[cell]++;
    }

    /// <summary>Null where there is no course to show.</summary>
    public string? Text
    {
        get
        {
            double?[] means = Means();
            if (means.Min() is not { } least || means.Max() is not { } most || most <= least)
                return null;
            return string.Concat(means.Select(mean => mean is { } m ? Levels[(int)((m - least) / (most - least) * (Levels.Length - 1))] : ' ')).TrimEnd();
        }
    }

    private double?[] Means()
    {
        var means = new double?[_sums.Length];
        double? held = null;
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = _counts[i] == 0 ? held : _sums[i] / _counts[i];
            held = _unknown[i] ? null : means[i];
        }

        return means;
    }
}
