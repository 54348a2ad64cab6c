using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>Consecutive registers or bits of one table, in the profile's address style.</summary>
public sealed record RegisterRange
{
    public RegisterTable Table { get; init; }

    [JsonConverter(typeof(RegisterNumberConverter))]
    public required int Address { get; init; }

    public required int Count { get; init; }

    /// <summary>Why the range is special.</summary>
    public string? Why { get; init; }
}
