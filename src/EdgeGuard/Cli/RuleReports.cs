using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>One rule of <c>rules list --json</c>.</summary>
/// <param name="File">Null: the gateway's own.</param>
/// <param name="Binds">A signal or a point pattern.</param>
/// <param name="Unbound">Why it watches nothing; null when it does.</param>
internal sealed record RuleReport(
    string Id, string Type, string? File, string? Binds, Words Label, IReadOnlyList<string> Points, IReadOnlyList<StageReport> Stages, Words? Unbound);

/// <param name="Side">high, low.</param>
/// <param name="Limit">In the point's unit; null for a state.</param>
/// <param name="Active">The state that alarms; null for a limit.</param>
internal sealed record StageReport(string Stage, string Side, int Level, double? Limit, double? Deadband, int? Active, double OnSeconds, double OffSeconds)
{
    public static IReadOnlyList<StageReport> Of(AlarmRule rule) => [.. rule.Stages.Select((stage, i) => new StageReport(
        stage.Name,
        stage.Side == StageSide.High ? "high" : "low",
        stage.Level,
        stage.Limit,
        rule is LimitRule limits ? limits.Deadbands[i] : null,
        rule is DigitalRule digital ? digital.ActiveValue : null,
        stage.OnDelay.TotalSeconds,
        stage.OffDelay.TotalSeconds))];
}

/// <summary><c>rules explain --json</c>.</summary>
/// <param name="Now">As the daemon has it; null when none answers.</param>
internal sealed record PointRulesReport(
    string Point, Words Label, string? Signal, string Unit, IReadOnlyList<WatchReport> Rules, PointReport? Now);

/// <param name="Raise">The condition's expression; null for a limit or a contact.</param>
/// <param name="Clear">Null: when <paramref name="Raise"/> is false.</param>
/// <param name="Reads">The other points it reads.</param>
/// <param name="SuppressedBy">Rules whose alarm makes this one a consequence.</param>
/// <param name="Now">As the daemon has it; null when none answers, or its configuration has no such alarm.</param>
internal sealed record WatchReport(
    string Key,
    string Rule,
    Words Label,
    string? File,
    bool Latching,
    IReadOnlyList<StageReport> Stages,
    string? Raise,
    string? Clear,
    IReadOnlyList<string> Reads,
    IReadOnlyList<string> SuppressedBy,
    IReadOnlyList<Words> Cause,
    IReadOnlyList<Words> Check,
    Words? Response,
    string? Source,
    AlarmExplanation? Now)
{
    public static WatchReport Of(AlarmDefinition alarm, string? file, AlarmExplanation? now) => new(
        alarm.Key,
        alarm.Rule.Id,
        alarm.Rule.Label,
        file,
        alarm.Rule.Latching,
        StageReport.Of(alarm.Rule),
        alarm.Expressions?.Raise?.Text,
        alarm.Expressions?.Clear?.Text,
        alarm.Related,
        alarm.Rule.SuppressedBy,
        alarm.Rule.Cause,
        alarm.Rule.Check,
        alarm.Rule.Response,
        alarm.Rule.Source,
        now);
}
