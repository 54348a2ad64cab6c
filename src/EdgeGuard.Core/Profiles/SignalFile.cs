using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>The file <c>hardware/signals.json</c>; schema <c>hardware/schema/signals.schema.json</c>.</summary>
public sealed record SignalFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, SignalInfo> Signals { get; init; }
}
