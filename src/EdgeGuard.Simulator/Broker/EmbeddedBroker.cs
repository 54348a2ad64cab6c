using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Server;

namespace EdgeGuard.Simulator.Broker;

/// <summary>
/// An MQTT broker (3.1.1 and 5) inside the process, reachable on the loopback address alone. Its first start takes a free port and keeps
/// it: after a stop it comes back on the same one, with sessions and retained messages gone, as a broker that lost its disk.
/// </summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private MqttServer? _server;

    /// <summary>0 until the first start.</summary>
    public int Port { get; private set; }

    public bool IsRunning => _server is not null;

    /// <summary>mqtt://127.0.0.1:port.</summary>
    public Uri Url => new($"mqtt://127.0.0.1:{Port}");

    /// <exception cref="IOException">No port could be had; the message names the last one.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is not null)
                return;
            bool first = Port == 0;
            for (int attempt = 1; ; attempt++)
            {
                int port = first ? FreePort() : Port;
                MqttServer server = Create(port);
                try
                {
                    await server.StartAsync().ConfigureAwait(false);
                    (_server, Port) = (server, port);
                    return;
                }
                catch (SocketException e)
                {
                    // Another process may have taken the port between finding and opening it.
                    server.Dispose();
                    if (!first || attempt == Attempts)
                        throw new IOException($"The broker cannot listen on 127.0.0.1:{port}: {e.Message}", e);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Drops every client, as a broker that is killed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is null)
                return;
            await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
            _server.Dispose();
            _server = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _gate.Dispose();
    }

    private static MqttServer Create(int port)
    {
        var factory = new MqttServerFactory();
        return factory.CreateMqttServer(factory.CreateServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(port)
            .WithPersistentSessions(true)
            .Build());
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
