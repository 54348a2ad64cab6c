using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>One configuration file: what it says, where it says it, and what is wrong with it.</summary>
/// <param name="File">The name it was read under.</param>
/// <param name="Value">Null when there are errors.</param>
/// <param name="Root">The positions; null when the text is not JSON.</param>
/// <param name="Errors">Of syntax, structure and single values; what needs the other files is for <see cref="ConfigurationChecks"/>.</param>
public sealed record ConfigDocument<T>(string File, T? Value, PositionedNode? Root, IReadOnlyList<ConfigError> Errors)
    where T : class
{
    /// <summary>What it says alone: of an accepted file nobody asks where.</summary>
    public ConfigDocument<T> WithoutPlaces() => this with { Root = null };

    internal ConfigSpot Spot => new(File, JsonPaths.Root, Root, Root?.At ?? TextPosition.Start);
}
