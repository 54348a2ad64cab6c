using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>One alarm: a rule on a point.</summary>
/// <param name="Key"><c>device.point.rule</c>: the alarm's name in topics, in the store and at the terminal.</param>
public sealed record AlarmDefinition(string Key, PointInfo Point, AlarmRule Rule)
{
    /// <summary>Null where there are none.</summary>
    public AlarmExpressions? Expressions { get; init; }

    /// <summary>Names of the points its expressions read beside its own: what a person looks at to understand it.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>The bus its device hangs on, or the one it speaks of; null where nobody told.</summary>
    public string? Bus { get; init; }

    /// <summary>It speaks of a whole bus, and so is the cause only of what happens there.</summary>
    public bool IsOfBus { get; init; }
}
