using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>One alarm: a rule on a point.</summary>
public sealed record AlarmDefinition(PointInfo Point, AlarmRule Rule)
{
    private readonly string? _key;

    /// <summary>
    /// <c>device.point.rule</c>, unless it was given another: the alarm's name in topics, in the store and at the terminal. Made when asked
    /// for, which is seldom.
    /// </summary>
    public string Key
    {
        get => _key ?? $"{Point.Name}.{Rule.Id}";
        init => _key = value;
    }

    /// <summary>What the B-interface calls it at a stage; null where nobody stated it.</summary>
    public string? SignalIdOf(int stage) => Rule.Stages[stage].SignalId ?? Point.SignalId;

    /// <summary>Null where there are none.</summary>
    public AlarmExpressions? Expressions { get; init; }

    /// <summary>Names of the points its expressions read beside its own: what a person looks at to understand it.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>The bus its device hangs on, or the one it speaks of; null where nobody told.</summary>
    public string? Bus { get; init; }

    /// <summary>It speaks of a whole bus, and so is the cause only of what happens there.</summary>
    public bool IsOfBus { get; init; }
}
