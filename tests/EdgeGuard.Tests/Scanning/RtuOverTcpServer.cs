using System.Net;
using System.Net.Sockets;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Scanning;

/// <summary>A serial server: RTU frames over TCP, and units that are not there stay silent.</summary>
internal sealed class RtuOverTcpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ModbusRtuServer _server;
    private readonly Task _accepting;

    public RtuOverTcpServer(IReadOnlyDictionary<byte, IModbusUnit> units)
    {
        _server = new ModbusRtuServer(units, TimeProvider.System);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"rtutcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> served = [];
        try
        {
            while (true)
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        finally
        {
            await Task.WhenAll(served).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
            await _server.ServeAsync(client.GetStream(), _stop.Token);
    }
}
