using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>What terms see while they are evaluated. One for the whole pipeline, used by one thread.</summary>
public sealed class EvaluationContext(int points)
{
    /// <summary>The latest reading of every point, by its index.</summary>
    public Reading[] Latest { get; } = new Reading[points];

    /// <summary>
    /// Milliseconds on a clock that only ever grows, over restarts too: the time the gateway was away counts, and is a gap like any
    /// other in which nothing was read.
    /// </summary>
    public long Now { get; set; }

    /// <summary>Grows by one before every pass over terms; a term that is used twice in a pass moves on once.</summary>
    public long Pass { get; set; }

    /// <summary>Local wall time, for schedules and ages; null while the clock was never synchronised.</summary>
    public DateTimeOffset? Wall { get; set; }
}
