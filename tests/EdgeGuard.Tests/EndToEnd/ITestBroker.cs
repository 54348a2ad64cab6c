using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The platform's side: a broker that can go and come back, and a receiver that writes down what it gets.</summary>
internal interface ITestBroker : IAsyncDisposable
{
    int Port { get; }

    /// <summary>Where the gateway finds its password; null: the broker wants none.</summary>
    string? CredentialsFile { get; }

    /// <summary>All that was received, over every stop and start, in its order.</summary>
    IEnumerable<Received> Messages { get; }

    /// <summary>What a receiver that comes now is told of a topic; null: nothing.</summary>
    Task<string?> RetainedAsync(string topic);

    /// <summary>Dies without a word.</summary>
    Task DownAsync();

    /// <summary>Comes back, with a receiver that misses nothing.</summary>
    Task UpAsync();
}
