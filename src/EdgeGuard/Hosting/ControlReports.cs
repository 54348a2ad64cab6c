using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Scanning;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>One line from the CLI to the daemon.</summary>
/// <param name="Verb">
/// <c>status</c>, <c>points</c>, <c>alarms</c>, <c>ack</c>, <c>shelve</c>, <c>unshelve</c>, <c>service</c>, <c>maintenance</c>, <c>explain</c>,
/// <c>trace</c>, <c>history</c>, <c>journal</c>, <c>operate</c>, <c>scan</c> or <c>raw</c>.
/// </param>
internal sealed record ControlRequest(string Verb)
{
    /// <summary>points: only this device. raw: this device. maintenance: of this device; absent: of the room.</summary>
    public string? Device { get; init; }

    /// <summary>ack, trace: the ten digits of the occurrence.</summary>
    public string? Serial { get; init; }

    /// <summary>ack: the transition that was seen; absent: the latest.</summary>
    public int? Number { get; init; }

    /// <summary>ack: open the latch of an alarm that has returned and is acknowledged.</summary>
    public bool Reset { get; init; }

    /// <summary>explain, history: the point's full name.</summary>
    public string? Point { get; init; }

    /// <summary>history: begin and end, as a person writes them (<see cref="RoomMoment"/>); absent: all that is kept, and now.</summary>
    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>history: a row for so long instead of one a reading.</summary>
    public double? EverySeconds { get; init; }

    /// <summary>history: also a point that the configuration does not know any more.</summary>
    public bool Former { get; init; }

    /// <summary>points: poll the device first.</summary>
    public bool Fresh { get; init; }

    /// <summary>shelve, unshelve, service: the alarm's key, or the serial it stands under.</summary>
    public string? Key { get; init; }

    /// <summary>service: <c>out</c> or <c>in</c>. maintenance: <c>on</c> or <c>off</c>; absent: tells the windows.</summary>
    public string? Action { get; init; }

    /// <summary>shelve, service out, maintenance on: seconds from now.</summary>
    public double? ForSeconds { get; init; }

    /// <summary>shelve: until the condition has gone.</summary>
    public bool Once { get; init; }

    /// <summary>journal: lines from this number on; absent: the newest.</summary>
    public long? FromLine { get; init; }

    /// <summary>journal: at most so many lines in this answer.</summary>
    public int? Lines { get; init; }

    /// <summary>journal, without a number: only lines of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>operate: the operation's name.</summary>
    public string? Operation { get; init; }

    /// <summary>operate: what to write; absent: the other state of what has two.</summary>
    public int? Value { get; init; }

    /// <summary>shelve, service out, maintenance on: the reason, for whoever comes next.</summary>
    public string? Why { get; init; }

    public ScanRequest? Scan { get; init; }
}

/// <summary>One line back; the last one is marked and carries the exit code.</summary>
internal sealed record ControlAnswer
{
    public StatusReport? Status { get; init; }

    public IReadOnlyList<PointReport>? Points { get; init; }

    /// <summary>The device whose points were asked for.</summary>
    public DeviceReport? Device { get; init; }

    public IReadOnlyList<AlarmReport>? Alarms { get; init; }

    /// <summary>The maintenance windows that are open.</summary>
    public IReadOnlyList<WindowReport>? Windows { get; init; }

    public ExplainReport? Explain { get; init; }

    public TraceReport? Trace { get; init; }

    /// <summary>One part of many; one without rows tells that it is still being read.</summary>
    public HistoryReport? History { get; init; }

    /// <summary>One part of many.</summary>
    public ScanReport? Scan { get; init; }

    /// <summary>One part of many.</summary>
    public RawReport? Raw { get; init; }

    public JournalReport? Journal { get; init; }

    public bool Last { get; init; }

    public int Exit { get; init; }

    /// <summary>What went wrong or was done, for people.</summary>
    public Words? Message { get; init; }

    /// <summary>The one and last answer: what was done or went wrong.</summary>
    public static ControlAnswer Said(int exit, string zh, string en) => new() { Last = true, Exit = exit, Message = new Words(zh, en) };
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
    OutboxStats Store)
{
    public AlarmFigures? Figures { get; init; }

    /// <summary>Rules that failed while they were judged, each with what went wrong.</summary>
    public IReadOnlyList<string> FailedRules { get; init; } = [];

    public IReadOnlyList<WindowReport> Maintenance { get; init; } = [];

    public StoreFigures? StoreFigures { get; init; }

    /// <summary>What people must know of the store, of this run.</summary>
    public IReadOnlyList<Words> StoreNotices { get; init; } = [];
}

/// <summary>Alarms that are announced, by level, and how many are not.</summary>
internal sealed record AlarmCounts(int Level1, int Level2, int Level3, int Level4, int Unacked)
{
    public int Shelved { get; init; }

    public int Suppressed { get; init; }

    public int OutOfService { get; init; }
}

/// <summary>How well the alarms serve people (domain: section 4.1, rule 11), as of the latest second.</summary>
/// <param name="Rate">Announced in the last 10 min.</param>
/// <param name="FloodShare">Of the last one to two days, in %.</param>
/// <param name="Standing">Active for more than 24 h.</param>
/// <param name="Top10Share">Of all alarms of the last one to two days, in %.</param>
internal sealed record AlarmFigures(int Rate, bool Flood, double FloodShare, int Chattering, int Standing, double Top10Share);

/// <param name="Since">Seconds in this state.</param>
internal sealed record LinkReport(string Broker, bool Connected, double Since, string Protocol, string? Error, long Published, long Rejected)
{
    /// <summary>Messages of the platform that were not taken.</summary>
    public long RefusedInbound { get; init; }
}

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

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(IReadOnlyList<PointReport>))]
[JsonSerializable(typeof(IReadOnlyList<AlarmReport>))]
internal sealed partial class ControlJson : JsonSerializerContext;
