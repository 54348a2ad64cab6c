using System.Collections.Concurrent;
using System.Net.Sockets;
using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace EdgeGuard.Gateway.Tests.Hosting;

/// <summary>Takes down what the service manager would be told.</summary>
internal sealed class FakeManager : ISystemdNotifier
{
    public ConcurrentQueue<string> Told { get; } = new();

    public bool IsGone { get; set; }

    public bool IsEnabled => true;

    public void Notify(ServiceState state)
    {
        if (IsGone)
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        Told.Enqueue(state.ToString());
    }

    public int Count(string message) => Told.Count(told => told == message);

    public ServiceNotifier NewNotifier(RecordingLogger<ServiceNotifier>? logger = null) => new(this, logger ?? new());
}
