using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Which spans of time a function can look back.</summary>
internal static class Durations
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(400);

    /// <summary>In ms.</summary>
    /// <exception cref="ExpressionException">Shorter than a second, or longer than 400 days.</exception>
    public static long Checked(TimeSpan span) =>
        span >= Least && span <= Most
            ? (long)span.TotalMilliseconds
            : throw new ExpressionException(new(
                "时间窗须在 1s 到 400d 之间。",
                "A window is from 1s to 400d long."));
}
