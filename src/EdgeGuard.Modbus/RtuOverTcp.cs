using System.Net.Sockets;

namespace EdgeGuard.Modbus;

/// <summary>Opens the connection to a serial server that passes RTU frames through; give <see cref="OpenAsync"/> to a <see cref="ModbusRtuClient"/>.</summary>
public sealed class RtuOverTcp
{
    private readonly string _host;
    private readonly int _port;

    /// <exception cref="ArgumentException">The host is empty, or the port is not 1-65535.</exception>
    public RtuOverTcp(string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        _host = host;
        _port = port;
    }

    /// <exception cref="SocketException">The host is not known or does not answer.</exception>
    public async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        new NetworkStream(await TcpLine.ConnectAsync(_host, _port, cancellationToken).ConfigureAwait(false), ownsSocket: true);
}
