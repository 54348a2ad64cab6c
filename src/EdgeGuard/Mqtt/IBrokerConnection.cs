namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What the publish loop needs of a connection. Implementations: MQTT, and a fake in the tests of the loop.</summary>
internal interface IBrokerConnection
{
    /// <summary>Host and port, for people.</summary>
    string Broker { get; }

    /// <summary>Connects once, and announces the gateway (birth, points) before it returns.</summary>
    /// <exception cref="BrokerUnavailableException">Why not; it may be tried again.</exception>
    Task<BrokerSession> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Ends the present connection, if there is one, in order: retained offline status first. Throws only for cancellation.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
