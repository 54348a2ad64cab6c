using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>A part of a point's history; an answer has many.</summary>
internal sealed record HistoryReport
{
    /// <summary>In the first part alone.</summary>
    public HistoryHead? Head { get; init; }

    public IReadOnlyList<HistoryRow> Rows { get; init; } = [];

    /// <summary>In the last part alone.</summary>
    public HistorySummary? Summary { get; init; }
}

/// <param name="From">Local time of the room; null: as far back as anything is kept.</param>
/// <param name="EverySeconds">Null: a row is a reading; else it tells what the point did in so long.</param>
internal sealed record HistoryHead(
    string Point, Words Label, string Unit, IReadOnlyDictionary<int, Words> States, DateTimeOffset? From, DateTimeOffset To, double? EverySeconds);

/// <summary>A reading, what a point did in a time, or a gap.</summary>
/// <param name="At">Local time of the room.</param>
/// <param name="Clock">How far that time can be trusted.</param>
/// <param name="Boot">The gateway's run.</param>
internal sealed record HistoryRow(DateTimeOffset At, ClockSync Clock, uint Boot)
{
    /// <summary>Of a time: the mean, each value weighed by how long it held. Null when bad.</summary>
    public double? Value { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>Of a time: how many readings were told in it. A value that did not change is not told again.</summary>
    public int? Count { get; init; }

    /// <summary>Null for a gap. Of a time: <c>uncertain</c> where it was not good for all of it.</summary>
    public string? Quality { get; init; }

    public string? Reason { get; init; }

    /// <summary>Told before the span, and in force when it begins.</summary>
    public bool Held { get; init; }

    /// <summary><c>restart</c>: another run of the gateway follows. <c>silence</c>: the point was not told, though it should have been.</summary>
    public string? Gap { get; init; }

    /// <summary>End of the gap.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How far that end can be trusted.</summary>
    public ClockSync? UntilClock { get; init; }
}

/// <summary>All of it in one line.</summary>
/// <param name="Mean">Weighed by how long each value held.</param>
internal sealed record HistorySummary(long Readings, long Bad, long Gaps, double? Min, double? Mean, double? Max);
