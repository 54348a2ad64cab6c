using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Cli;

/// <summary>One reading in <c>trace --json</c>.</summary>
/// <param name="Time">ISO 8601 UTC, with milliseconds.</param>
/// <param name="Kind"><see cref="Signal"/>.</param>
/// <param name="Reason">Why it is not good.</param>
internal sealed record TraceLine(
    string Time,
    string Kind,
    string Point,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Value,
    string Quality,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public const string Signal = "signal";
}

/// <summary>One event in <c>trace --json</c>; see <see cref="Hosting.TraceEvent"/>.</summary>
internal sealed record TraceEventLine(string Time, string Kind, string Event, string? By, string Text);

/// <summary>What is printed a line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TraceLine))]
[JsonSerializable(typeof(TraceEventLine))]
[JsonSerializable(typeof(HistoryLine))]
internal sealed partial class JsonLines : JsonSerializerContext
{
    /// <summary>Chinese and the plus of an offset stay readable.</summary>
    public static JsonLines Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = MessageJson.Encoder,
    });
}
