using System.Collections.Frozen;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>One entry of the signal dictionary.</summary>
public sealed record SignalInfo
{
    /// <summary>Name of the canonical unit, one of <see cref="Points.Units"/> that needs no conversion.</summary>
    public required string Unit { get; init; }

    public required SignalKind Kind { get; init; }

    /// <summary>The 10-digit id of the B-interface; null where no source gives one.</summary>
    public string? SignalId { get; init; }

    public required Words Label { get; init; }

    /// <summary>For a contact or a state: the words for its numbers.</summary>
    public IReadOnlyDictionary<int, Words> States { get => field ?? FrozenDictionary<int, Words>.Empty; init; }

    /// <summary>Change a minute, in the unit, that no healthy sensor can show: a value that comes faster is a glitch until it lasts. Null: any change may be true.</summary>
    public double? MaxRate { get; init; }

    /// <summary>The sign convention or what exactly is meant, where the label leaves it open.</summary>
    public string? Note { get; init; }
}
