using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests;

/// <summary>A bare TCP connection to a server under test.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public NetworkStream Stream { get; private set; } = null!;

    public static async Task<Wire> ConnectAsync(IPEndPoint endpoint)
    {
        var wire = new Wire();
        await wire._socket.ConnectAsync(endpoint, TestContext.Current.CancellationToken);
        wire.Stream = new NetworkStream(wire._socket, ownsSocket: true);
        return wire;
    }

    public async Task SendAsync(string hex) => await Stream.WriteAsync(Hex.Bytes(hex), TestContext.Current.CancellationToken);

    public async Task<string> ReceiveAsync(int count)
    {
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
        return Hex.Text(bytes);
    }

    /// <summary>Waits for the far end to close; true if it sent nothing before.</summary>
    public async Task<bool> IsClosedByServerAsync()
    {
        try
        {
            return await Stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
