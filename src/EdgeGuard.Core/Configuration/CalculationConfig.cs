using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// A point whose value is computed from others: a thermal image, a dew point, a learned band. It is a point like any other, so
/// that it can be seen, published and watched by rules.
/// </summary>
public sealed record CalculationConfig
{
    /// <summary>One of the site with the id of a shipped one takes its place.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the point in its device; null: the second word of its signal.</summary>
    public string? Name { get; init; }

    public required Each Each { get; init; }

    /// <summary><see cref="Each.Point"/>: the signal whose points it is made for.</summary>
    public string? Of { get; init; }

    /// <summary>What it is, by the dictionary: gives unit and words.</summary>
    public required string Signal { get; init; }

    /// <summary>The expression.</summary>
    public required string Value { get; init; }

    /// <summary>Null: the signal's words.</summary>
    public Words? Label { get; init; }

    public bool Disabled { get; init; }

    public string? Source { get; init; }

    /// <summary>
    /// Names it may have in its device, the best first: as it says itself, else the second word of its signal, else both words
    /// (<c>batteryLoadCurrent</c>), since a device may have a point of that name already.
    /// </summary>
    /// <param name="watched">Each point: the point it is made for, without the device.</param>
    public IEnumerable<string> NamesFor(string? watched)
    {
        int dot = Signal.LastIndexOf('.');
        string word = Signal[(dot + 1)..];
        string[] names = Name is not null ? [Name] : [word, $"{Signal[..Math.Max(dot, 0)]}{char.ToUpperInvariant(word[0])}{word[1..]}"];
        return names.Select(name => watched is null ? name : $"{watched}-{name}");
    }
}
