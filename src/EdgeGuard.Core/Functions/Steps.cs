using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>
/// The time between passes. What was known at one pass holds until the next, unless the step between is a gap: longer than
/// max(60 s, three steps of the usual length) [domain 4.1, rule 2]. The usual length is the longer one of the two steps before, at
/// most 15 minutes, so that slow polls are no gaps and an outage does not become usual.
/// </summary>
internal struct Steps
{
    private const long ShortestGap = 60_000;
    private const long LongestUsual = 900_000;

    private long _before;
    private long _twoBefore;

    /// <summary>Moment of the latest pass, in ms; -1 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>The latest step in ms; 0 at the first pass.</summary>
    public long Length { get; private set; }

    /// <summary>How long, in ms, something may stay unknown before what was known of it is worth nothing any more.</summary>
    public long Patience { get; private set; }

    public readonly bool IsGap => Length > Patience;

    public Steps() => Last = -1;

    public void MoveTo(long now)
    {
        Length = Last < 0 ? 0 : now - Last;
        Patience = Math.Max(ShortestGap, 3 * Math.Min(Math.Max(_before, _twoBefore), LongestUsual));
        Last = now;
        if (Length > 0)
            (_before, _twoBefore) = (Length, _before);
    }

    public readonly void Save(StateWriter writer)
    {
        writer.Write(Last);
        writer.Write(_before);
        writer.Write(_twoBefore);
    }

    public static Steps Load(ref StateReader reader) =>
        new() { Last = reader.ReadLong(), _before = reader.ReadLong(), _twoBefore = reader.ReadLong() };
}
