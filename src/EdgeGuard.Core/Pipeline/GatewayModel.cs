using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Everything the pipeline works on, compiled once from the configuration and never changed.</summary>
/// <param name="Origin">The mark of everything this gateway says.</param>
public sealed record GatewayModel(
    PointTable Points,
    IReadOnlyList<DeviceModel> Devices,
    IReadOnlyList<AlarmDefinition> Alarms,
    Language Language,
    TelemetryConfig Telemetry,
    Origin Origin = Origin.Live)
{
    public AlarmSettings AlarmSettings { get; init; } = AlarmSettings.Default;
}
