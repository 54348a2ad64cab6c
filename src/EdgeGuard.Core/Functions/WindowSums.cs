namespace EdgeGuard.Core.Functions;

/// <summary>What the closed parts of a window give together, without the oldest.</summary>
internal struct WindowSums
{
    public double Total;
    public double Extreme;
    public long Known;
    public long Unsure;

    public static WindowSums Of(ReadOnlySpan<WindowPart> parts, int oldest, Keep keep)
    {
        var sums = new WindowSums { Extreme = double.NaN };
        for (int i = oldest + 1; i < parts.Length; i++)
            sums.Add(parts[i], keep);
        for (int i = 0; i < oldest; i++)
            sums.Add(parts[i], keep);
        return sums;
    }

    private void Add(in WindowPart part, Keep keep)
    {
        Known += part.Known;
        Unsure += part.Unsure ? part.Known : 0;
        if (!part.HasValue)
            return;
        if (keep is Keep.Mean)
            Total += part.Value * part.Known;
        else if (keep is Keep.Count)
            Total += part.Value;
        else if (keep is Keep.Least or Keep.Greatest)
            Extreme = Further(keep, Extreme, part.Value);
    }

    /// <summary>The further one of two; of a NaN and a value, the value.</summary>
    public static double Further(Keep keep, double a, double b) =>
        double.IsNaN(a) ? b : double.IsNaN(b) ? a : keep == Keep.Least ? Math.Min(a, b) : Math.Max(a, b);
}
