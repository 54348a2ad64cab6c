using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus;

/// <summary>
/// Serves units over Modbus TCP. Requests of one connection are answered in their order, pipelined ones too; a frame
/// that is not Modbus closes its connection and no other. A request for a unit that is not served is answered with
/// GatewayTargetFailedToRespond. At <see cref="MaxConnections"/> a newcomer takes the place of the connection that was
/// idle longest (Messaging on TCP/IP Implementation Guide V1.0b, 4.2.1).
/// </summary>
public sealed class ModbusTcpServer : IAsyncDisposable
{
    private readonly RequestHandler _handler;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<TcpServerConnection, Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    public ModbusTcpServer(IReadOnlyDictionary<byte, IModbusUnit> units, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _handler = new RequestHandler(units);
        _time = timeProvider;
    }

    public int MaxConnections { get; init; } = 64;

    /// <summary>Starts to listen and gives the bound endpoint; port 0 takes a free one.</summary>
    /// <exception cref="InvalidOperationException">Already started.</exception>
    /// <exception cref="SocketException">The endpoint cannot be bound.</exception>
    public IPEndPoint Start(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_listener is not null)
        {
            throw new InvalidOperationException("The server is already started.");
        }

        var listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(endpoint);
            listener.Listen(MaxConnections);
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw;
        }

        _listener = listener;
        _accepting = AcceptAsync(listener);
        return (IPEndPoint)listener.LocalEndPoint!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _listener?.Dispose();
        await _accepting.ConfigureAwait(false);
        Task[] running;
        lock (_gate)
        {
            running = [.. _connections.Values];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One failed handshake, or no descriptor left for it; the short wait keeps the latter from spinning.
                using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50), _time);
                using var stopped = _stop.Token.UnsafeRegister(static p => ((PeriodicTimer)p!).Dispose(), pause);
                await pause.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            Admit(socket);
        }
    }

    private void Admit(Socket socket)
    {
        var connection = new TcpServerConnection(socket, _handler, _time);
        lock (_gate)
        {
            var open = _connections.Keys.Where(c => !c.IsClosed).ToList();
            if (open.Count >= MaxConnections)
            {
                open.MinBy(c => c.LastUsed)?.Close();
            }

            _connections.Add(connection, Task.CompletedTask);
            _connections[connection] = Task.Run(() => ServeAsync(connection));
        }
    }

    private async Task ServeAsync(TcpServerConnection connection)
    {
        try
        {
            await connection.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
            }
        }
    }
}
