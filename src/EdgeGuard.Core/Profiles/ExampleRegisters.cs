using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>Consecutive registers (or bits, each 0 or 1) of an example.</summary>
public sealed record ExampleRegisters
{
    /// <summary>Null: the profile's <see cref="DeviceProfile.Table"/>.</summary>
    public RegisterTable? Table { get; init; }

    [JsonConverter(typeof(RegisterNumberConverter))]
    public required int Address { get; init; }

    public required IReadOnlyList<RawPattern> Values { get; init; }
}
