using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>An alarm's black box: what the related points did around its onset, and its story from begin to end.</summary>
/// <param name="Onset">Local time of the room; everything in <paramref name="Readings"/> counts from it.</param>
/// <param name="Sync">How far the times can be trusted.</param>
/// <param name="Ended">Null: it stands.</param>
/// <param name="Known">Seconds after the onset up to which the values are known; less than 300 while they still come in.</param>
/// <param name="Cut">There were more readings than an answer holds; the latest are missing.</param>
/// <param name="Points">The alarm's own point first.</param>
/// <param name="Readings">In time order. What was in force at the begin of the span comes with the earlier time it was told at.</param>
internal sealed record TraceReport(
    string Serial,
    string Key,
    Words Label,
    int Level,
    DateTimeOffset Onset,
    ClockSync Sync,
    DateTimeOffset Began,
    DateTimeOffset? Ended,
    double Known,
    bool Cut,
    IReadOnlyList<TracePoint> Points,
    IReadOnlyList<TraceReading> Readings)
{
    /// <summary>What happened and what was done, in time order: from before the onset until after the end.</summary>
    public IReadOnlyList<TraceEvent> Events { get; init; } = [];

    /// <summary>Some events are missing: the journal does not reach back so far, or there are too many.</summary>
    public bool EventsCut { get; init; }
}

internal sealed record TracePoint(string Name, Words Label, string Unit, IReadOnlyDictionary<int, Words> States);

/// <param name="Point">Index in the report's points.</param>
/// <param name="Seconds">After the onset; negative before it.</param>
/// <param name="Value">Null when bad.</param>
internal sealed record TraceReading(int Point, double Seconds, double? Value, string Quality, string Reason);
