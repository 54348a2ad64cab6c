using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The model of an accepted configuration: the same for the daemon, for a replay and for what is told of rules.</summary>
internal static class GatewayModels
{
    public static GatewayModel Of(GatewayConfiguration configuration, Hardware hardware)
    {
        List<DeviceSpec> specs = [SelfMonitor.Spec(hardware.Signals), .. configuration.Devices.Select(d => DeviceSpecs.Of(d, hardware))];
        GatewayConfig gateway = configuration.Gateway;
        return ModelBuilder.Build(specs, configuration.Set.Rules, gateway.Gateway.Language, gateway.Telemetry);
    }
}
