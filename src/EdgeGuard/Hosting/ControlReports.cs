using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>One line from the CLI to the daemon.</summary>
/// <param name="Verb"><c>status</c>, <c>points</c>, <c>alarms</c>, <c>ack</c> or <c>explain</c>.</param>
internal sealed record ControlRequest(string Verb)
{
    /// <summary>points: only this device.</summary>
    public string? Device { get; init; }

    /// <summary>ack: the ten digits of the occurrence.</summary>
    public string? Serial { get; init; }

    /// <summary>ack: the transition that was seen; absent: the latest.</summary>
    public int? Number { get; init; }

    /// <summary>ack: open the latch of an alarm that has returned and is acknowledged.</summary>
    public bool Reset { get; init; }

    /// <summary>explain: the point's full name.</summary>
    public string? Point { get; init; }

    /// <summary>points: poll the device first.</summary>
    public bool Fresh { get; init; }
}

/// <summary>One line back; the last one is marked and carries the exit code.</summary>
internal sealed record ControlAnswer
{
    public StatusReport? Status { get; init; }

    public IReadOnlyList<PointReport>? Points { get; init; }

    public IReadOnlyList<AlarmReport>? Alarms { get; init; }

    public ExplainReport? Explain { get; init; }

    public bool Last { get; init; }

    public int Exit { get; init; }

    /// <summary>What went wrong or was done, for people.</summary>
    public Words? Message { get; init; }
}

internal sealed record StatusReport(
    string Gateway,
    string Site,
    string Version,
    uint Boot,
    double UpSeconds,
    string ConfigHash,
    string? ConfigRefused,
    ClockSync Clock,
    IReadOnlyList<DeviceReport> Devices,
    int Points,
    AlarmCounts Alarms,
    LinkReport? Link,
    OutboxStats Store);

/// <param name="State">ok, silent or unknown.</param>
/// <param name="Detail">What the device last said against it; null when well.</param>
internal sealed record DeviceReport(string Id, Words Name, string State, string? Detail);

internal sealed record AlarmCounts(int Level1, int Level2, int Level3, int Level4, int Unacked);

/// <param name="Since">Seconds in this state.</param>
internal sealed record LinkReport(string Broker, bool Connected, double Since, string Protocol, string? Error, long Published, long Rejected);

/// <param name="Text">The state's words, for a point that is a state.</param>
/// <param name="AgeSeconds">Since the reading; null before the first.</param>
internal sealed record PointReport(
    string Name,
    string Device,
    Words Label,
    string? Signal,
    double? Value,
    string Unit,
    Words? Text,
    string Quality,
    string Reason,
    double? AgeSeconds,
    double? LastGood)
{
    public static PointReport Of(PointInfo point, Reading latest, double? lastGood, MonotonicTime now)
    {
        bool has = latest.Quality != Core.Points.Quality.Bad;
        Words? text = has && point.States.TryGetValue((int)Math.Round(latest.Value), out Words? words) ? words : null;
        return new PointReport(
            point.Name,
            point.Device,
            point.Label,
            point.Signal,
            has ? latest.Value : null,
            point.Unit.Name(),
            text,
            MessageJson.Name(latest.Quality),
            MessageJson.Name(latest.Reason),
            now.Since(latest.At)?.TotalSeconds,
            lastGood);
    }
}

/// <param name="Raised">UTC.</param>
/// <param name="RaisedSync">How far that time can be trusted.</param>
internal sealed record AlarmReport(
    string Serial,
    int Number,
    string State,
    int Level,
    string Key,
    string Device,
    string Point,
    Words Label,
    string Stage,
    double? Value,
    double? Limit,
    string Unit,
    string Quality,
    DateTimeOffset Raised,
    ClockSync RaisedSync,
    double ForSeconds,
    string? AckedBy);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(IReadOnlyList<PointReport>))]
[JsonSerializable(typeof(IReadOnlyList<AlarmReport>))]
internal sealed partial class ControlJson : JsonSerializerContext;
