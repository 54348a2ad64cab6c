using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>An MQTT broker in this process that writes down what is published, and can be stopped and started on its port.</summary>
internal sealed class EmbeddedBroker : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _subscriptions = new();
    private MqttServer? _server;

    public int Port { get; } = FreePort();

    public ConcurrentQueue<Received> Messages { get; } = new();

    public ConcurrentQueue<ValidatingConnectionEventArgs> Connects { get; } = new();

    /// <summary>Called before a publish is taken; may change the answer.</summary>
    public Action<InterceptingPublishEventArgs>? Intercept { get; set; }

    public Action<ValidatingConnectionEventArgs>? Validate { get; set; }

    /// <summary>Set: it speaks TLS with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    public static async Task<EmbeddedBroker> StartAsync(X509Certificate2? certificate = null)
    {
        var broker = new EmbeddedBroker { Certificate = certificate };
        await broker.UpAsync();
        return broker;
    }

    public async Task UpAsync()
    {
        _server = new MqttServerFactory().CreateMqttServer(Options());
        _server.ValidatingConnectionAsync += e =>
        {
            Connects.Enqueue(e);
            Validate?.Invoke(e);
            return Task.CompletedTask;
        };
        _server.InterceptingPublishAsync += e =>
        {
            Intercept?.Invoke(e);
            if (e.ProcessPublish)
            {
                MqttApplicationMessage m = e.ApplicationMessage;
                Messages.Enqueue(new(m.Topic, Encoding.UTF8.GetString(m.Payload), m.Retain));
            }

            return Task.CompletedTask;
        };
        _server.InterceptingSubscriptionAsync += e =>
        {
            _subscriptions.Enqueue(e.TopicFilter.Topic);
            return Task.CompletedTask;
        };
        await _server.StartAsync();
    }

    public async Task DownAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync();
            server.Dispose();
        }
    }

    public async Task<IReadOnlyList<Received>> RetainedAsync() =>
        (await _server!.GetRetainedMessagesAsync()).Select(m => new Received(m.Topic, Encoding.UTF8.GetString(m.Payload), true)).ToList();

    /// <summary>All that was ever subscribed to.</summary>
    public IReadOnlyCollection<string> Subscriptions => _subscriptions;

    /// <summary>Publishes as if the platform had.</summary>
    public Task PublishAsync(string topic, byte[] payload) => _server!.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new System.Buffers.ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        })
        { SenderClientId = "platform" });

    public async Task DropClientsAsync()
    {
        foreach (MqttClientStatus client in await _server!.GetClientsAsync())
        {
            await client.DisconnectAsync(new() { ReasonCode = MqttDisconnectReasonCode.AdministrativeAction });
        }
    }

    public async ValueTask DisposeAsync() => await DownAsync();

    private MqttServerOptions Options()
    {
        var builder = new MqttServerOptionsBuilder();
        if (Certificate is { } certificate)
        {
            return builder
                .WithEncryptedEndpoint()
                .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
                .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
                .WithEncryptedEndpointPort(Port)
                .WithEncryptionCertificate(certificate)
                .Build();
        }

        return builder
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port)
            .WithDefaultEndpointReuseAddress()
            .Build();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
