using System.Net.Sockets;

namespace EdgeGuard.Modbus;

/// <summary>Opens connections that notice a peer which is gone without a word: a serial server that lost its power, a cable pulled out.</summary>
internal static class TcpLine
{
    /// <summary>Our defaults, in seconds: an idle peer is probed after 10, and counts as gone after 3 probes without an answer.</summary>
    private const int Idle = 10, Between = 5, Probes = 3;

    /// <summary>TCP_USER_TIMEOUT of Linux (tcp(7)), in ms: what was sent and not acknowledged for so long ends the connection. Our default.</summary>
    private const int Tcp = 6, UserTimeout = 18, Unacknowledged = 10_000;

    /// <exception cref="SocketException">The host is not known or does not answer.</exception>
    public static async ValueTask<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Idle);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Between);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
            if (OperatingSystem.IsLinux())
            {
                socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes(Unacknowledged));
            }

            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
