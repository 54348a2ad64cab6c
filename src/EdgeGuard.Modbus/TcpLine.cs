using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus;

/// <summary>Opens connections that notice a peer which is gone without a word: a serial server that lost its power, a cable pulled out.</summary>
internal static class TcpLine
{
    /// <summary>Our defaults, in seconds: an idle peer is probed after 10, and counts as gone after 3 probes without an answer.</summary>
    private const int Idle = 10, Between = 5, Probes = 3;

    /// <summary>TCP_USER_TIMEOUT of Linux (tcp(7)), in ms: what was sent and not acknowledged for so long ends the connection. Our default.</summary>
    private const int Tcp = 6, UserTimeout = 18, Unacknowledged = 10_000;

    /// <summary>Our defaults: the first and the longest pause between looks at a socket; each is twice the one before.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(8);

    /// <exception cref="SocketException">The host is not known or does not answer.</exception>
    public static async ValueTask<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Prepare(socket);
            await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A connection that the runtime does not watch. Socket.ConnectAsync has the runtime watch the socket for good: whatever arrives
    /// then wakes the thread that watches and one of the pool, also when the answer is waited for in place and nobody needs either.
    /// For an endpoint that answers at once these cost more than the whole exchange. This one leaves the socket alone unless the peer
    /// takes long; from the first receive that is not there yet on it is watched as any other.
    /// </summary>
    /// <exception cref="SocketException">The host is not known or does not answer.</exception>
    public static async ValueTask<Socket> ConnectUnwatchedAsync(string host, int port, CancellationToken cancellationToken)
    {
        var refused = new SocketException((int)SocketError.HostNotFound);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectUnwatchedAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                refused = e;
            }
        }

        throw refused;
    }

    /// <summary>
    /// Looks at the socket after short pauses, 15 ms in all. The time is real, as that of Socket.Poll is: what is waited for is the kernel.
    /// </summary>
    public static async ValueTask<bool> IsReadySoonAsync(Socket socket, SelectMode mode, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; pause <= LongestPause; pause *= 2)
        {
            await Task.Delay(pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            if (socket.Poll(0, mode))
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask<Socket> ConnectUnwatchedAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            Prepare(socket);
            if (!HasConnected(socket, endpoint) && !await IsReadySoonAsync(socket, SelectMode.SelectWrite, cancellationToken).ConfigureAwait(false))
            {
                // Nothing is sent: it ends when the connection is there or has failed.
                _ = await socket.SendAsync(ReadOnlyMemory<byte>.Empty, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            }

            var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            return error == SocketError.Success ? socket : throw new SocketException((int)error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Idle);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Between);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(Tcp, UserTimeout, BitConverter.GetBytes(Unacknowledged));
        }
    }

    /// <summary>False: it is under way.</summary>
    private static bool HasConnected(Socket socket, IPEndPoint endpoint)
    {
        try
        {
            socket.Connect(endpoint);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return socket.Poll(0, SelectMode.SelectWrite);
        }
    }
}
