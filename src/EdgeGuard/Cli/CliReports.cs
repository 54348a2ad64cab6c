using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>One finding of <c>check --json</c>.</summary>
/// <param name="Severity">error or warning.</param>
internal sealed record CheckReport(string File, int Line, int Column, string Path, string Severity, Words Message);

/// <summary><c>edgeguard --json</c>.</summary>
/// <param name="Status">Null: no daemon answers.</param>
/// <param name="Next">The call that comes next.</param>
internal sealed record OverviewReport(bool Daemon, StatusReport? Status, string Next, Words Why);

internal sealed record AckReport(string Serial, Words? Message);

internal sealed record OperateReport(string Operation, Words? Message);

/// <summary>What became of shelve, unshelve or service.</summary>
internal sealed record ActionReport(string Key, Words? Message, AlarmReport? Alarm);

/// <param name="Message">Null where the windows are only told.</param>
internal sealed record MaintenanceReport(Words? Message, IReadOnlyList<WindowReport> Windows);

internal sealed record ProfileReport(string Name, string Manufacturer, string Model, Words Label, string Rung, int Points);

internal sealed record ProfileDetail(
    string Name,
    string Manufacturer,
    string Model,
    Words Label,
    string Rung,
    string Source,
    DateOnly Checked,
    string? Variant,
    IReadOnlyList<string> Variants,
    IReadOnlyList<ProfilePointReport> Points,
    IReadOnlyList<ProfileRequest> Requests);

/// <param name="Address">On the wire.</param>
/// <param name="Printed">In the maker's document, where that differs.</param>
internal sealed record ProfilePointReport(
    string Name, string Signal, string Table, int Address, int? Printed, int? Bit, string Type, string Unit, Words Label);

/// <param name="EverySeconds">Null: with the device.</param>
internal sealed record ProfileRequest(string Table, int Address, int Count, double? EverySeconds);

/// <param name="Findings">What is wrong with the file itself.</param>
internal sealed record ProfileTestReport(string Name, bool Passed, IReadOnlyList<string> Findings, IReadOnlyList<ExampleReport> Examples);

internal sealed record ExampleReport(string Name, bool Passed, IReadOnlyList<Words> Failures);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(IReadOnlyList<PointReport>))]
[JsonSerializable(typeof(IReadOnlyList<AlarmReport>))]
[JsonSerializable(typeof(IReadOnlyList<CheckReport>))]
[JsonSerializable(typeof(OverviewReport))]
[JsonSerializable(typeof(AckReport))]
[JsonSerializable(typeof(OperateReport))]
[JsonSerializable(typeof(ActionReport))]
[JsonSerializable(typeof(MaintenanceReport))]
[JsonSerializable(typeof(IReadOnlyList<ProfileReport>))]
[JsonSerializable(typeof(ProfileDetail))]
[JsonSerializable(typeof(ProfileTestReport))]
[JsonSerializable(typeof(IReadOnlyList<RuleReport>))]
[JsonSerializable(typeof(PointRulesReport))]
[JsonSerializable(typeof(ScanDocument))]
[JsonSerializable(typeof(RawDocument))]
internal sealed partial class CliJson : JsonSerializerContext;
