using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The broker inside the tests' process.</summary>
internal sealed class OwnBroker(EmbeddedBroker broker) : ITestBroker
{
    public int Port => broker.Port;

    public string? CredentialsFile => null;

    public IEnumerable<Received> Messages => broker.Messages;

    public static async Task<ITestBroker> StartAsync() => new OwnBroker(await EmbeddedBroker.StartAsync());

    public async Task<string?> RetainedAsync(string topic) => (await broker.RetainedAsync()).SingleOrDefault(m => m.Topic == topic)?.Payload;

    public Task DownAsync() => broker.DownAsync();

    public Task UpAsync() => broker.UpAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
