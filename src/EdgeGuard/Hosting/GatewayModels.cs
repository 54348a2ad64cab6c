using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The model of an accepted configuration: the same for the daemon, for a replay and for what is told of rules.</summary>
internal static class GatewayModels
{
    public static GatewayModel Of(GatewayConfiguration configuration, Hardware hardware)
    {
        GatewayConfig gateway = configuration.Gateway;
        IReadOnlyDictionary<string, string> buses = BusNames.Of(configuration.Devices, gateway);
        List<DeviceSpec> specs =
        [
            SelfMonitor.Spec(hardware.Signals),
            .. configuration.Devices.Select(d => DeviceSpecs.Of(d, hardware) with
            {
                Bus = buses.GetValueOrDefault(d.Id),
                TellsAnswers = DeviceBus.Of(d, gateway)?.TellsAnswers == true,
            }),
        ];
        var rules = new RuleSet(configuration.Set.Rules, configuration.Set.Calculations, hardware.Signals, gateway.Gateway.Ratings)
        {
            Files = configuration.Set.RuleFiles,
        };
        return ModelBuilder.Build(specs, rules, gateway.Gateway.Language, gateway.Telemetry) with { Place = PlaceOf(configuration), Outputs = gateway.Outputs };
    }

    private static Place PlaceOf(GatewayConfiguration configuration)
    {
        GatewaySection gateway = configuration.Gateway.Gateway;
        return new Place(
            gateway.SiteName ?? new Words(gateway.Site, gateway.Site),
            gateway.Name ?? new Words(gateway.Id, gateway.Id),
            configuration.Devices.Where(d => d.Name is not null).ToDictionary(d => d.Id, d => d.Name!, StringComparer.Ordinal));
    }
}
