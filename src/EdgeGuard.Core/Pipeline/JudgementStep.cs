using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>One thing that is computed: a point, or the conditions of an alarm.</summary>
/// <param name="Name">The computed point or the alarm's key, for people.</param>
/// <param name="Point">The point it is, or the alarm stands on.</param>
internal sealed record JudgementStep(string Name, PointId Point)
{
    /// <summary>Of a computed point, or what an alarm tells as its value; null: the value of its point.</summary>
    public Term? Value { get; init; }

    /// <summary>Index of the alarm in the model; null for a computed point.</summary>
    public int? Alarm { get; init; }

    /// <summary>Null where the rule judges its point's value itself.</summary>
    public Term? Raise { get; init; }

    /// <summary>Null: when <see cref="Raise"/> is false.</summary>
    public Term? Clear { get; init; }

    /// <summary>Why it failed, when it did; it is not tried again in this run.</summary>
    public string? Fault { get; set; }
}
