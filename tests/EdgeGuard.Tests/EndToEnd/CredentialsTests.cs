using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Mqtt;
using MQTTnet.Protocol;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A broker that refuses the password.</summary>
public sealed class CredentialsTests
{
    [Fact]
    public async Task The_reason_is_told_and_the_gateway_connects_once_the_file_is_corrected()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        broker.Validate = e =>
        {
            if (e.UserName != Mosquitto.User || Encoding.UTF8.GetString(e.RawPassword ?? []) != Mosquitto.Password)
            {
                e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            }
        };
        await using var site = new Site();
        string credentials = Path.Combine(site.Folder, "secret");
        await File.WriteAllTextAsync(credentials, "room\nwrong\n", TestContext.Current.CancellationToken);

        await RequireAsync(site, broker.Port, credentials, () => File.WriteAllText(credentials, $"{Mosquitto.User}\n{Mosquitto.Password}\n"));
    }

    [Fact]
    public async Task Mosquitto_refuses_and_takes_it_likewise()
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync();
        broker.Bar();
        await using var site = new Site();

        await RequireAsync(site, broker.Port, broker.CredentialsFile, broker.Admit);
    }

    private static async Task RequireAsync(Site site, int port, string credentials, Action correct)
    {
        await using var climate = new OwnClimate();
        site.WriteGateway(port, credentials, $"\"line\": {climate.Bus}");
        site.Write("devices.d/climate.json", """{ "id": "climate", "bus": "line", "profile": "xy-md02", "poll": "100ms" }""");
        await site.StartAsync();
        await site.UntilAsync(async () => (await site.StatusAsync()).Link!.Error?.Contains("refused", StringComparison.Ordinal) == true, "the refusal");
        CallResult status = await site.CallAsync("status", "--json");
        Assert.False(status.Json.GetProperty("link").GetProperty("connected").GetBoolean());
        Assert.Matches("(?i)refused.*(password|authori[sz]ed)", status.Json.GetProperty("link").GetProperty("error").GetString());
        int polls = climate.Polls;
        await site.UntilAsync(() => climate.Polls > polls + 2, "further polls");

        correct();
        await site.UntilAsync(async () => (await site.StatusAsync()).Link!.Connected, "a connection");
        Assert.DoesNotContain("wrong", site.Daemon.Said, StringComparison.Ordinal);

        await site.StopAsync();
        using GatewayStore store = GatewayStore.Open(site.Data, new StoreConfig(), TimeProvider.System);
        IReadOnlyList<JournalLine> notes = store.Journal(100, "link");
        Assert.Contains(notes, n => n.Text.Contains("refused", StringComparison.Ordinal));
        Assert.Contains(notes, n => n.Text.StartsWith("connected", StringComparison.Ordinal));
    }
}
