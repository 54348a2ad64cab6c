using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace EdgeGuard.Modbus;

/// <summary>
/// Modbus RTU over a stream: an opened serial port, or a socket (RTU over TCP). RTU answers carry no number, so after any failure
/// the line is read empty until it was silent for one whole answer time; only then the next request goes out. Answers followed
/// at once by bytes enough for a second answer are refused, since the first may be a late one.
/// </summary>
public sealed class ModbusRtuClient : ModbusClient
{
    private const int ShortestAnswer = 5;
    private static readonly TimeSpan BroadcastTurnaround = TimeSpan.FromMilliseconds(100);

    private readonly Func<CancellationToken, ValueTask<Stream>> _open;
    private readonly ModbusRtuOptions _options;
    private readonly byte[] _output = new byte[RtuFrame.MaxFrame];
    private readonly byte[] _input = new byte[3 * RtuFrame.MaxFrame];
    private readonly LineSilence _silence;
    private Stream? _stream;
    private int _ofAnswer;

    /// <param name="endpoint">The line's name for messages.</param>
    /// <param name="open">Opens the line; called by the first request and by the next one after the line was lost. The client closes what it gave.
    /// What it throws as IOException, SocketException, UnauthorizedAccessException or TimeoutException becomes ConnectionFailed.</param>
    /// <param name="options">Settings.</param>
    /// <param name="timeProvider">For time-outs and silences.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public ModbusRtuClient(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider timeProvider)
        : base(endpoint, options, timeProvider)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Baud, 50, nameof(options));
        _open = open;
        _options = options;
        _silence = new LineSilence(Deadline, timeProvider, options.FrameSilence);
    }

    private protected override Span<byte> Request => _output.AsSpan(1);

    private protected override TimeSpan FrameSilence => _options.FrameSilence;

    private protected override bool IsBroadcast(byte unit) => unit == 0;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private protected override async ValueTask<ReadOnlyMemory<byte>> TransceiveAsync(
        ModbusTarget target, int pduLength, TimeSpan answerTimeout, CancellationToken cancellationToken)
    {
        var expected = RequestPdu.AnswerLength(Request);
        var frame = RtuFrame.Seal(_output, target.Unit, pduLength);
        var patience = answerTimeout + _options.WireTime(frame + expected + 3);
        var stream = _stream is { } open && !_silence.IsNeeded && !HasPendingInput(open)
            ? open
            : await SilentStreamAsync(target, patience, cancellationToken).ConfigureAwait(false);
        _ofAnswer = 0;
        try
        {
            var token = Deadline.Start(patience, cancellationToken);
            await stream.WriteAsync(_output.AsMemory(0, frame), token).ConfigureAwait(false);
            await stream.FlushAsync(token).ConfigureAwait(false);
            _options.Tap?.Sent(_output.AsSpan(0, frame));
            return IsBroadcast(target.Unit) ? Broadcast(frame) : await ReceiveAsync(stream, target, frame, token).ConfigureAwait(false);
        }
        catch (ModbusException)
        {
            _silence.Require(patience);
            throw;
        }
        catch (OperationCanceledException)
        {
            _silence.Require(patience);
            cancellationToken.ThrowIfCancellationRequested();
            throw _ofAnswer > 0
                ? ModbusFailure.Protocol(Endpoint, target, $"the answer stopped after {_ofAnswer} bytes.")
                : ModbusFailure.Timeout(Endpoint, target, patience);
        }
        catch (Exception e) when (IsLineFailure(e))
        {
            _silence.Require(patience);
            Drop();
            throw ModbusFailure.Closed(Endpoint, target, e.Message, e);
        }
        finally
        {
            Deadline.Stop();
        }
    }

    private protected override void Distrust(TimeSpan answerTimeout) => _silence.Require(answerTimeout + _options.WireTime(RtuFrame.MaxFrame));

    private protected override void Drop()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private static bool IsLineFailure(Exception e) =>
        e is (IOException and not ModbusException) or ObjectDisposedException or SocketException or UnauthorizedAccessException;

    /// <summary>An open line that was silent for as long as it must; a line that ended meanwhile is opened once more.</summary>
    private async ValueTask<Stream> SilentStreamAsync(ModbusTarget target, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var stream = _stream ?? await OpenAsync(cancellationToken).ConfigureAwait(false);
            LineState state;
            try
            {
                state = await _silence.ReachAsync(stream, _input, patience, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsLineFailure(e) && attempt == 1)
            {
                state = LineState.Ended;
            }
            catch (Exception e) when (IsLineFailure(e))
            {
                Drop();
                throw ModbusFailure.Closed(Endpoint, target, e.Message, e);
            }

            if (state == LineState.Silent)
            {
                return stream;
            }

            Drop();
            if (state == LineState.Babbling)
            {
                throw ModbusFailure.Protocol(Endpoint, target, "the line does not fall silent, so no request was sent; something talks all the time.");
            }

            if (attempt > 1)
            {
                throw ModbusFailure.Closed(Endpoint, target, "the stream ended.", null);
            }
        }
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var token = Deadline.Start(_options.ConnectTimeout, cancellationToken);
        try
        {
            _stream = await _open(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ModbusFailure.Open(Endpoint, $"not within {_options.ConnectTimeout.TotalMilliseconds:0} ms.", null);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException or TimeoutException)
        {
            throw ModbusFailure.Open(Endpoint, e.Message, e);
        }
        finally
        {
            Deadline.Stop();
        }

        // What an earlier user of the line left in its buffer is not for us.
        _silence.RequireAtLeastFrame();
        return _stream;
    }

    private bool HasPendingInput(Stream stream) =>
        stream is NetworkStream socket ? socket.Socket.Poll(0, SelectMode.SelectRead) : _options.HasPendingInput?.Invoke(stream) ?? false;

    private ReadOnlyMemory<byte> Broadcast(int frame)
    {
        // All devices need time to carry it out before the next request.
        var busy = BroadcastTurnaround + _options.WireTime(frame);
        LastActivity = Time.GetTimestamp() + (long)(busy.TotalSeconds * Time.TimestampFrequency);
        if (_options.LocalEcho)
        {
            _silence.Require(busy);
        }

        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(Stream stream, ModbusTarget target, int requestLength, CancellationToken token)
    {
        var echo = _options.LocalEcho ? requestLength : 0;
        var filled = 0;
        while (true)
        {
            var received = await stream.ReadAsync(_input.AsMemory(filled), token).ConfigureAwait(false);
            if (received == 0)
            {
                Drop();
                throw ModbusFailure.Closed(Endpoint, target, $"the stream ended after {filled} bytes.", null);
            }

            LastActivity = Time.GetTimestamp();
            _options.Tap?.Received(_input.AsSpan(filled, received));
            filled += received;
            _ofAnswer = filled - echo;
            if (_ofAnswer <= 0)
            {
                continue;
            }

            var length = CheckHead(target, echo, filled);
            if (length != RtuFrame.NeedMore && _ofAnswer >= length)
            {
                CheckWhole(target, requestLength, _input.AsSpan(echo, _ofAnswer), length);
                return _input.AsMemory(echo + 1, length - 3);
            }
        }
    }

    /// <summary>Refuses at the first byte that cannot be; gives the frame's length once it is known.</summary>
    private int CheckHead(ModbusTarget target, int echo, int filled)
    {
        var head = _input.AsSpan(echo, filled - echo);
        var length = RtuFrame.AnswerLength(head);
        var wrong = echo > 0 && !_input.AsSpan(0, echo).SequenceEqual(_output.AsSpan(0, echo)) ? "the adapter's echo differs from the request."
            : head[0] != target.Unit ? $"the answer comes from unit {head[0]}."
            : head.Length > 1 && (head[1] & ~FunctionCode.ExceptionFlag) != target.Function ? $"the answer is one to function {head[1]}."
            : length == RtuFrame.Unknown ? "the answer is longer than a frame may be."
            : null;
        return wrong is null ? length : throw ModbusFailure.Protocol(Endpoint, target, wrong);
    }

    private void CheckWhole(ModbusTarget target, int requestLength, ReadOnlySpan<byte> received, int length)
    {
        if (!RtuFrame.CrcMatches(received[..length]))
        {
            throw received.StartsWith(_output.AsSpan(0, requestLength))
                ? ModbusFailure.Protocol(Endpoint, target, "the request itself came back; set LocalEcho for an adapter that echoes.")
                : ModbusFailure.Crc(Endpoint, target, length);
        }

        // A stray byte or two come from a driver that lets go of the line; as many as an answer has may be one.
        var behind = received.Length - length;
        if (behind >= ShortestAnswer)
        {
            throw ModbusFailure.Protocol(Endpoint, target, $"{behind} bytes came behind the answer.");
        }

        if (behind > 0)
        {
            _silence.RequireAtLeastFrame();
        }
    }
}
