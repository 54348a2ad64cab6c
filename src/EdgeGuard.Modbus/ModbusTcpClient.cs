using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace EdgeGuard.Modbus;

/// <summary>
/// Modbus TCP. Connects with the first request, and again with the next one after any failure: a connection on which an answer
/// was late, foreign or garbled is closed, so that no stale answer can be taken for a later one.
/// </summary>
public sealed class ModbusTcpClient : ModbusClient
{
    private readonly string _host;
    private readonly int _port;
    private readonly TimeSpan _connectTimeout;
    private readonly ModbusTap? _tap;
    private readonly byte[] _output = new byte[MbapHeader.MaxFrame];
    private readonly byte[] _input = new byte[2 * MbapHeader.MaxFrame];
    private Socket? _socket;
    private ushort _transaction;

    /// <exception cref="ArgumentException">The host is empty, the port is not 1-65535, or an option makes no sense.</exception>
    public ModbusTcpClient(string host, int port, ModbusClientOptions options, TimeProvider timeProvider)
        : base($"{host}:{port}", options, timeProvider)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        _host = host;
        _port = port;
        _connectTimeout = options.ConnectTimeout;
        _tap = options.Tap;
    }

    private protected override Span<byte> Request => _output.AsSpan(MbapHeader.Length);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private protected override async ValueTask<ReadOnlyMemory<byte>> TransceiveAsync(
        ModbusTarget target, int pduLength, TimeSpan answerTimeout, CancellationToken cancellationToken)
    {
        var socket = IsIdle(_socket) ? _socket : await ConnectAsync(cancellationToken).ConfigureAwait(false);
        MbapHeader.Write(_output, ++_transaction, target.Unit, pduLength);
        var token = Deadline.Start(answerTimeout, cancellationToken);
        try
        {
            await SendAsync(socket, _output.AsMemory(0, MbapHeader.Length + pduLength), token).ConfigureAwait(false);
            _tap?.Sent(_output.AsSpan(0, MbapHeader.Length + pduLength));
            return await ReceiveAsync(socket, target, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Drop();
            cancellationToken.ThrowIfCancellationRequested();
            throw ModbusFailure.Timeout(Endpoint, target, answerTimeout);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Drop();
            throw ModbusFailure.Closed(Endpoint, target, e.Message, e);
        }
        finally
        {
            Deadline.Stop();
            LastActivity = Time.GetTimestamp();
        }
    }

    private protected override void Distrust(TimeSpan answerTimeout) => Drop();

    private protected override void Drop()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>Readable before anything was asked means closed by the peer, or bytes nobody asked for: out of step either way.</summary>
    private static bool IsIdle([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] Socket? socket) =>
        socket is not null && !socket.Poll(0, SelectMode.SelectRead);

    private static async ValueTask SendRestAsync(Socket socket, ReadOnlyMemory<byte> rest, CancellationToken token)
    {
        while (!rest.IsEmpty)
        {
            rest = rest[await socket.SendAsync(rest, SocketFlags.None, token).ConfigureAwait(false)..];
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> frame, CancellationToken token)
    {
        var sent = await socket.SendAsync(frame, SocketFlags.None, token).ConfigureAwait(false);
        if (sent < frame.Length)
        {
            await SendRestAsync(socket, frame[sent..], token).ConfigureAwait(false);
        }
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Drop();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var token = Deadline.Start(_connectTimeout, cancellationToken);
        try
        {
            await socket.ConnectAsync(_host, _port, token).ConfigureAwait(false);
            return _socket = socket;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw ModbusFailure.Open(Endpoint, $"no connection within {_connectTimeout.TotalMilliseconds:0} ms.", null);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw ModbusFailure.Open(Endpoint, $"{e.Message}.", e);
        }
        finally
        {
            Deadline.Stop();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(Socket socket, ModbusTarget target, CancellationToken token)
    {
        var filled = 0;
        var whole = MbapHeader.Length;
        while (filled < whole)
        {
            var received = await socket.ReceiveAsync(_input.AsMemory(filled), SocketFlags.None, token).ConfigureAwait(false);
            if (received == 0)
            {
                Drop();
                throw ModbusFailure.Closed(Endpoint, target, $"closed by the device after {filled} bytes of the answer.", null);
            }

            _tap?.Received(_input.AsSpan(filled, received));
            filled += received;
            if (filled >= MbapHeader.Length)
            {
                whole = CheckHeader(target);
            }
        }

        if (filled > whole)
        {
            // The answer is the right one by all its marks; what comes behind it nobody asked for.
            Drop();
        }

        return _input.AsMemory(MbapHeader.Length, whole - MbapHeader.Length);
    }

    private int CheckHeader(ModbusTarget target)
    {
        var header = MbapHeader.Read(_input);
        var wrong = !header.IsValid ? $"the answer is not Modbus TCP (protocol {header.Protocol}, length {header.Following})."
            : header.Transaction != _transaction ? $"the answer is one to request {header.Transaction}, not {_transaction}."
            : header.Unit != target.Unit ? $"the answer comes from unit {header.Unit}."
            : null;
        if (wrong is null)
        {
            return header.FrameLength;
        }

        Drop();
        throw ModbusFailure.Protocol(Endpoint, target, wrong);
    }
}
