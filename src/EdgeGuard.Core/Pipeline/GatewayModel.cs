using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Everything the pipeline works on, compiled once from the configuration and never changed.</summary>
/// <param name="Telemetry">Null where none is gathered: a replay only judges.</param>
/// <param name="Origin">The mark of everything this gateway says.</param>
public sealed record GatewayModel(
    PointTable Points,
    IReadOnlyList<DeviceModel> Devices,
    IReadOnlyList<AlarmDefinition> Alarms,
    Language Language,
    TelemetryConfig? Telemetry,
    Origin Origin = Origin.Live)
{
    /// <summary>Where what is computed has found its place, and what found none.</summary>
    public RulePlan Plan { get; init; } = RulePlan.Empty;

    /// <summary>What names in expressions mean; null where there are no expressions, or none left to bind.</summary>
    public BindingScope? Scope { get; init; }

    /// <summary>Where the gateway stands, for the texts of its alarms.</summary>
    public Place Place { get; init; } = Place.Unnamed;

    /// <summary>The buses whose devices are known; none where nobody told.</summary>
    public IReadOnlyList<BusModel> Buses { get; init; } = [];

    /// <summary>The point <c>gateway.busesLost</c>; null where there are no buses.</summary>
    public PointId? BusesLost { get; init; }

    /// <summary>What may be written; null: nothing.</summary>
    public OutputsConfig? Outputs { get; init; }

    public AlarmSettings AlarmSettings { get; init; } = AlarmSettings.Default;

    /// <summary>As a pipeline keeps it once its expressions are bound: without <see cref="Plan"/> and <see cref="Scope"/>, which nobody asks again.</summary>
    public GatewayModel Bound() => this with { Plan = RulePlan.Empty, Scope = null };

    /// <summary>
    /// The same room for the readings of a drill or a test: a pipeline of this model has alarms, suppression and windows of its own, and so
    /// neither hides nor joins a real alarm. It may share the store and the numbers of the real one.
    /// </summary>
    public GatewayModel Apart(Origin origin) => this with
    {
        Origin = origin,
        Telemetry = null,
        Outputs = null,
        Alarms = [.. Alarms.Select(alarm => alarm with { Key = KeySpace.Of(origin) + alarm.Key })],
    };
}
