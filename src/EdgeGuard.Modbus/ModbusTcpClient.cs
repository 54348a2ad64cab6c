using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace EdgeGuard.Modbus;

/// <summary>
/// Modbus TCP. Connects with the first request, and again with the next one after any failure: a connection on which an answer
/// was late, foreign or garbled is closed, so that no stale answer can be taken for a later one.
/// </summary>
public sealed class ModbusTcpClient : ModbusClient
{
    /// <summary>
    /// What <see cref="_quick"/> must be for the next answer to be waited for in place, what it is at most, and what a wait in vain
    /// divides it by: three in a row end the waiting in place. Our defaults.
    /// </summary>
    private const int QuickEnough = 8, QuickMost = 128, InVain = 4;

    /// <summary>The longest wait in place; what Socket.Poll counts in is 1 ms.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(1);

    private readonly string _host;
    private readonly int _port;
    private readonly TimeSpan _connectTimeout;
    private readonly ModbusTap? _tap;
    private readonly byte[] _output = new byte[MbapHeader.MaxFrame];
    private readonly byte[] _input = new byte[2 * MbapHeader.MaxFrame];
    private readonly Redial _redial;
    private Socket? _socket;
    private ushort _transaction;
    private int _filled;

    /// <summary>Counts answers within <see cref="Quick"/>. The first two of all are given the benefit of the doubt: many a server takes longer to begin.</summary>
    private int _quick = InVain * QuickEnough;

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
        _redial = new Redial(timeProvider);
        _tap = options.Tap;
    }

    private protected override Span<byte> Request => _output.AsSpan(MbapHeader.Length);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private protected override async ValueTask<ReadOnlyMemory<byte>> TransceiveAsync(
        ModbusTarget target, int pduLength, TimeSpan answerTimeout, CancellationToken cancellationToken)
    {
        if (IsIdle(_socket))
        {
            // A server that closes after every answer may do it while the next request is on its way: no answer, and none lost.
            var answer = await ExchangeAsync(_socket, target, pduLength, answerTimeout, target.IsRead, cancellationToken).ConfigureAwait(false);
            if (!answer.IsEmpty)
            {
                return answer;
            }
        }

        var socket = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await ExchangeAsync(socket, target, pduLength, answerTimeout, mayBeOver: false, cancellationToken).ConfigureAwait(false);
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

    /// <summary>What is not there by then the receive itself waits for.</summary>
    private static async ValueTask AwaitLateAnswerAsync(Socket socket, CancellationToken token) =>
        _ = await TcpLine.IsReadySoonAsync(socket, SelectMode.SelectRead, token).ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> frame, CancellationToken token)
    {
        var sent = await socket.SendAsync(frame, SocketFlags.None, token).ConfigureAwait(false);
        if (sent < frame.Length)
        {
            await SendRestAsync(socket, frame[sent..], token).ConfigureAwait(false);
        }
    }

    /// <param name="mayBeOver">A connection that ended before the first byte of an answer gives an empty one, and no error.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>> ExchangeAsync(
        Socket socket, ModbusTarget target, int pduLength, TimeSpan answerTimeout, bool mayBeOver, CancellationToken cancellationToken)
    {
        MbapHeader.Write(_output, ++_transaction, target.Unit, pduLength);
        _filled = 0;
        var token = Deadline.Start(answerTimeout, cancellationToken);
        try
        {
            Sent = Time.GetTimestamp();
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
        catch (ModbusException e) when (e.Kind == ModbusErrorKind.ConnectionClosed && mayBeOver && _filled == 0)
        {
            return default;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Drop();
            return mayBeOver && _filled == 0 && e is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown }
                ? default(ReadOnlyMemory<byte>)
                : throw ModbusFailure.Closed(Endpoint, target, e.Message, e);
        }
        finally
        {
            Deadline.Stop();
            LastActivity = Time.GetTimestamp();
        }
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Drop();
        _redial.RequireRested(Endpoint);
        var began = Time.GetTimestamp();
        var token = Deadline.Start(_connectTimeout, cancellationToken);
        try
        {
            _socket = await TcpLine.ConnectUnwatchedAsync(_host, _port, token).ConfigureAwait(false);
            _redial.Opened();
            await PauseAfterConnectAsync(token).ConfigureAwait(false);
            return _socket;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _redial.Failed(Endpoint, began, $"no connection within {_connectTimeout.TotalMilliseconds:0} ms.", null);
        }
        catch (SocketException e)
        {
            throw _redial.Failed(Endpoint, began, $"{e.Message}.", e);
        }
        finally
        {
            Deadline.Stop();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(Socket socket, ModbusTarget target, CancellationToken token)
    {
        var sent = Time.GetTimestamp();
        await AwaitAnswerAsync(socket, token).ConfigureAwait(false);
        var whole = MbapHeader.Length;
        while (_filled < whole)
        {
            var received = await socket.ReceiveAsync(_input.AsMemory(_filled), SocketFlags.None, token).ConfigureAwait(false);
            if (received == 0)
            {
                Drop();
                throw ModbusFailure.Closed(Endpoint, target, $"closed by the device after {_filled} bytes of the answer.", null);
            }

            _tap?.Received(_input.AsSpan(_filled, received));
            _filled += received;
            if (_filled >= MbapHeader.Length)
            {
                whole = CheckHeader(target);
            }
        }

        CountQuick(Time.GetElapsedTime(sent));
        if (_filled > whole)
        {
            // The answer is the right one by all its marks; what comes behind it nobody asked for.
            Drop();
        }

        return _input.AsMemory(MbapHeader.Length, whole - MbapHeader.Length);
    }

    /// <summary>
    /// For an endpoint that answers at once, the way back over the pool takes longer than its answer. It is worth a blocked
    /// thread for a moment as long as the wait is hardly ever in vain. An answer of such an endpoint that is late for once is looked for
    /// after pauses, so that the runtime need not watch the socket from then on; see <see cref="TcpLine"/>.
    /// </summary>
    private ValueTask AwaitAnswerAsync(Socket socket, CancellationToken token)
    {
        if (_quick < QuickEnough || socket.Poll(Quick, SelectMode.SelectRead))
        {
            return default;
        }

        _quick /= InVain;
        return AwaitLateAnswerAsync(socket, token);
    }

    private void CountQuick(TimeSpan answerTime)
    {
        if (answerTime < Quick)
        {
            _quick = Math.Min(_quick + 1, QuickMost);
        }
        else if (_quick < QuickEnough)
        {
            _quick = 0;
        }
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
