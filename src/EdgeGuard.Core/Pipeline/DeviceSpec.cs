using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <param name="CommLevel">Level of the alarm of its silence, 1-4.</param>
public sealed record DeviceSpec(string Id, Words Name, TimeSpan Poll, int CommLevel, IReadOnlyList<PointSpec> Points)
{
    /// <summary>Rated values by name, in canonical units, for the expressions of rules.</summary>
    public IReadOnlyDictionary<string, double> Ratings { get; init; } = new Dictionary<string, double>();

    /// <summary>When the equipment was put in: what is learned of it begins anew when this changes, and its age counts from then.</summary>
    public DateOnly? Installed { get; init; }

    /// <summary>Name of the bus it hangs on (<see cref="BusNames"/>); null: of none that could fail with others.</summary>
    public string? Bus { get; init; }

    /// <summary>What came of the requests to it is told as points of its own.</summary>
    public bool TellsAnswers { get; init; }

    /// <summary>What it is; null where nobody stated it.</summary>
    public AssetConfig? Asset { get; init; }
}
