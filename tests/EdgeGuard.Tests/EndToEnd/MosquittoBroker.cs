using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>mosquitto with a password file, and mosquitto_sub as the receiver.</summary>
internal sealed class MosquittoBroker(Mosquitto broker) : ITestBroker
{
    public int Port => broker.Port;

    public string? CredentialsFile => broker.CredentialsFile;

    public IEnumerable<Received> Messages => broker.Messages;

    public static async Task<ITestBroker> StartAsync()
    {
        Mosquitto.Require();
        Mosquitto broker = await Mosquitto.StartAsync();
        await broker.SubscribeAsync();
        return new MosquittoBroker(broker);
    }

    public Task<string?> RetainedAsync(string topic) => broker.RetainedAsync(topic);

    public Task DownAsync() => broker.KillAsync();

    public async Task UpAsync()
    {
        // The gateway is let in once the receiver is there.
        broker.Bar();
        await broker.UpAsync();
        await broker.SubscribeAsync();
        broker.Admit();
    }

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
