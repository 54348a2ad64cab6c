using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Replay;

/// <summary>A transition as <c>rules replay --json</c> tells it and as scenarios expect it: one line.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Forecast">Seconds to what the alarm warns of; null where it warns of nothing.</param>
/// <param name="Parent">Serial of the alarm that this one is a consequence of; null where there is none.</param>
internal sealed record TransitionReport(
    string Time,
    string Serial,
    string Rule,
    string Point,
    string Flag,
    string State,
    int Level,
    double? Value,
    double? Limit,
    double? Forecast,
    string? Parent)
{
    /// <param name="time">UTC, in ticks.</param>
    public static TransitionReport Of(AlarmTransition transition, long time) => new(
        UtcText.Of(time),
        AlarmBody.Serial(transition.State.Serial),
        transition.Alarm.Rule.Id,
        transition.Alarm.Point.Name,
        transition.Flag.ToString().ToUpperInvariant(),
        transition.State.Letter.ToString(),
        transition.State.Level,
        transition.State.Value,
        transition.State.Limit,
        transition.State.Forecast,
        transition.State.Suppressed?.Serial is { } parent ? AlarmBody.Serial(parent) : null);

    public string Line() => JsonSerializer.Serialize(this, TransitionJson.Default.TransitionReport);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TransitionReport))]
internal sealed partial class TransitionJson : JsonSerializerContext;
