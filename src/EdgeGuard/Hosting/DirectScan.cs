using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The answers to <c>scan</c> and <c>raw</c> while no daemon runs.</summary>
internal sealed class DirectScan(IBoard board, TimeProvider time)
{
    /// <summary>A configuration that is missing or refused is none, for whatever asks nothing of it: a scan comes before it.</summary>
    public IAsyncEnumerable<ControlAnswer> AnswersAsync(string configFolder, ControlRequest request, CancellationToken cancellationToken)
    {
        var hardware = new Hardware(configFolder);
        GatewayConfiguration configuration = GatewayConfiguration.Read(configFolder, hardware);
        if (!configuration.Accepted && AsksConfiguration(request))
        {
            Words why = DirectRead.Refused(configFolder, configuration);
            return new[] { ControlAnswer.Said(1, why.Zh, why.En) }.ToAsyncEnumerable();
        }

        var site = new ScanSite
        {
            Board = board,
            Hardware = hardware,
            Everything = () => hardware,
            Gateway = configuration.Accepted ? configuration.Gateway : new GatewayConfig { Gateway = new GatewaySection("", "") },
            Devices = configuration.Accepted ? [.. configuration.Devices] : [],
            Time = time,
        };
        return new ScanDesk(site).AnswersAsync(request, cancellationToken);
    }

    private static bool AsksConfiguration(ControlRequest request) =>
        request.Scan is not { } scan || (scan.Kind == "modbus" && (scan.Where is not { } where || !(DeviceBus.IsUrl(where) || where.StartsWith('/'))));
}
