using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Architecture;

namespace EdgeGuard.Gateway.Tests.Life;

/// <summary>The configuration <c>tests/rooms/ordinary</c> with the packs that ship, compiled once.</summary>
internal static class OrdinaryRoom
{
    private static readonly Lazy<GatewayModel> s_model = new(Build);

    /// <summary>Without telemetry: only what is judged matters here.</summary>
    public static GatewayModel Model => s_model.Value;

    private static GatewayModel Build()
    {
        string folder = Path.Combine(SourceTree.Root, "tests", "rooms", "ordinary");
        var hardware = new Hardware(folder);
        GatewayConfiguration configuration = GatewayConfiguration.Read(folder, hardware);
        Assert.Empty(configuration.Errors);
        return GatewayModels.Of(configuration, hardware) with { Telemetry = null };
    }
}
