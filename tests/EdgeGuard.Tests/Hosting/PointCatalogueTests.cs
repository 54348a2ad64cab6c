using System.Text.Json;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Cli;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class PointCatalogueTests
{
    [Fact]
    public void What_a_device_says_of_itself_is_told_with_its_points()
    {
        using var folder = new ConfigFolder(ConfigFolder.Least);
        folder.Write("devices.d/a.json", """{"id": "a", "bus": "tcp://127.0.0.1", "profile": "xy-md02"}""");
        folder.Write("devices.d/b.json", """{"id": "b", "bus": "tcp://127.0.0.2", "profile": "xy-md02"}""");
        var hardware = new Hardware(folder.Path);
        GatewayConfiguration configuration = GatewayConfiguration.Read(folder.Path, hardware);
        var texts = new Dictionary<string, string> { ["serial"] = "S001", ["model"] = "M1" };

        ReadOnlyMemory<byte> written = PointCatalogue.Write(
            configuration, GatewayModels.Of(configuration, hardware), hardware, device => device == "b" ? texts : new Dictionary<string, string>());

        using JsonDocument document = JsonDocument.Parse(written);
        Assert.Equal("""[{"id":"b","texts":{"model":"M1","serial":"S001"}}]""", document.RootElement.GetProperty("devices").GetRawText());
    }
}
