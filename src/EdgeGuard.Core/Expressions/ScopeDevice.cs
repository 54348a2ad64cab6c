namespace EdgeGuard.Core.Expressions;

/// <summary>What expressions may ask of a device beside its points.</summary>
/// <param name="Ratings">By name (<see cref="Expressions.Ratings"/>), in canonical units.</param>
/// <param name="Installation">A stamp that changes when the equipment is swapped; what was learned about it then begins anew.</param>
public sealed record ScopeDevice(string Id, IReadOnlyDictionary<string, double> Ratings, string Installation)
{
    /// <summary>The day of installation in seconds since 1970-01-01T00:00Z; null where nobody stated it.</summary>
    public double? Installed { get; init; }

    /// <summary>How many of maker, model, chemistry and capacity differ among the strings in parallel; stands with the first of them.</summary>
    public double? Mixed { get; init; }

    /// <summary>Seconds between the first and the last installation among the strings in parallel; stands with the first of them.</summary>
    public double? Apart { get; init; }

    /// <summary>By a name of <see cref="Expressions.Ratings.Assets"/>.</summary>
    internal double? Asset(string name) => name switch
    {
        "installed" => Installed,
        "mixed" => Mixed,
        "apart" => Apart,
        _ => null,
    };
}
