using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Pipeline;

/// <summary>The rules in force, with what they compute.</summary>
/// <param name="Signals">What computed points are, by the dictionary.</param>
/// <param name="RoomRatings">Rated values of the room as a whole.</param>
public sealed record RuleSet(
    IReadOnlyList<RuleConfig> Rules,
    IReadOnlyList<CalculationConfig> Calculations,
    SignalDictionary Signals,
    IReadOnlyDictionary<string, double> RoomRatings)
{
    /// <summary>File of each rule, for people.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Rules that compute nothing.</summary>
    public static RuleSet Plain(params IReadOnlyList<RuleConfig> rules) =>
        new(rules, [], new SignalDictionary(new SignalFile { Signals = new Dictionary<string, SignalInfo>() }), new Dictionary<string, double>());
}
