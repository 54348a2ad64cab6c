using System.Text.Json.Serialization;

namespace EdgeGuard.Gateway.Cli;

/// <summary>One line of <c>trace --json</c>.</summary>
/// <param name="Time">ISO 8601 UTC, with milliseconds.</param>
/// <param name="Reason">Why it is not good.</param>
internal sealed record TraceLine(
    string Time,
    string Point,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Value,
    string Quality,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);

/// <summary>What is printed a line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TraceLine))]
internal sealed partial class JsonLines : JsonSerializerContext;
