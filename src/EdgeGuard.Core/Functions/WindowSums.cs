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
        for (int i = 1; i < parts.Length; i++)
        {
            ref readonly WindowPart part = ref parts[(oldest + i) % parts.Length];
            sums.Known += part.Known;
            sums.Unsure += part.Unsure ? part.Known : 0;
            if (!part.HasValue)
                continue;
            sums.Total += keep == Keep.Count ? part.Value : part.Value * part.Known;
            sums.Extreme = Further(keep, sums.Extreme, part.Value);
        }

        return sums;
    }

    /// <summary>The further one of two; of a NaN and a value, the value.</summary>
    public static double Further(Keep keep, double a, double b) =>
        double.IsNaN(a) ? b : double.IsNaN(b) ? a : keep == Keep.Least ? Math.Min(a, b) : Math.Max(a, b);
}
