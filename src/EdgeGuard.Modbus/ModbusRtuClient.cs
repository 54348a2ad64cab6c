using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace EdgeGuard.Modbus;

/// <summary>
/// Modbus RTU over a stream: an opened serial port, or a socket (RTU over TCP). RTU answers carry no number, so after any failure
/// the line is read empty until it was silent for one whole answer time and no device can still owe an answer; only then the next
/// request goes out. Answers followed at once by bytes enough for a second answer are refused, since the first may be a late one.
/// </summary>
public sealed class ModbusRtuClient : ModbusClient
{
    /// <summary>Before a line on which everybody is silent is opened anew, so many requests must have failed since the last byte. Our default.</summary>
    private const int MostUnheard = 3;

    private static readonly TimeSpan BroadcastTurnaround = TimeSpan.FromMilliseconds(100);

    private readonly Func<CancellationToken, ValueTask<Stream>> _open;
    private readonly ModbusRtuOptions _options;
    private readonly byte[] _output = new byte[RtuFrame.MaxFrame];
    private readonly RtuReception _reception;
    private readonly LineSilence _silence;
    private readonly Redial _redial;
    private Stream? _stream;
    private long _heard;
    private int _unheard;

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
        _reception = new RtuReception(endpoint);
        _silence = new LineSilence(Deadline, timeProvider, options.FrameSilence);
        _redial = new Redial(timeProvider);
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
        var patience = Patience(answerTimeout + _options.WireTime(frame + expected + 3));
        var stream = _stream is { } open && !_silence.IsNeeded && !HasPendingInput(open)
            ? open
            : await SilentStreamAsync(target, patience, cancellationToken).ConfigureAwait(false);
        _reception.Begin(_output.AsMemory(0, frame), target, _options.LocalEcho);
        try
        {
            var token = Deadline.Start(patience, cancellationToken);
            Sent = Time.GetTimestamp();
            await stream.WriteAsync(_output.AsMemory(0, frame), token).ConfigureAwait(false);
            await stream.FlushAsync(token).ConfigureAwait(false);
            _options.Tap?.Sent(_output.AsSpan(0, frame));
            return IsBroadcast(target.Unit) ? Broadcast(frame) : await ReceiveAsync(stream, target, token).ConfigureAwait(false);
        }
        catch (ModbusException)
        {
            _silence.Require(patience);
            throw;
        }
        catch (OperationCanceledException)
        {
            // A device slower than it is waited for must not answer the next request with what it owes to this one.
            var owed = _options.LongestTurnaround - patience;
            _silence.Require(owed > patience ? owed : patience);
            cancellationToken.ThrowIfCancellationRequested();
            DropUnheard();
            throw _reception.Late(patience);
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
                state = await _silence.ReachAsync(stream, _reception.Scratch, patience, cancellationToken).ConfigureAwait(false);
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
        _redial.RequireRested(Endpoint);
        var began = Time.GetTimestamp();
        var token = Deadline.Start(_options.ConnectTimeout, cancellationToken);
        try
        {
            _stream = await _open(token).ConfigureAwait(false);
            _redial.Opened();
            await PauseAfterConnectAsync(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _redial.Failed(Endpoint, began, $"not within {_options.ConnectTimeout.TotalMilliseconds:0} ms.", null);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException or TimeoutException)
        {
            throw _redial.Failed(Endpoint, began, e.Message, e);
        }
        finally
        {
            Deadline.Stop();
        }

        // What an earlier user of the line left in its buffer is not for us.
        _silence.RequireAtLeastFrame();
        Heard();
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
    private async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(Stream stream, ModbusTarget target, CancellationToken token)
    {
        while (true)
        {
            var received = await stream.ReadAsync(_reception.Free, token).ConfigureAwait(false);
            if (received == 0)
            {
                Drop();
                throw ModbusFailure.Closed(Endpoint, target, $"the stream ended after {_reception.Count} bytes.", null);
            }

            LastActivity = Time.GetTimestamp();
            Heard();
            _options.Tap?.Received(_reception.Free.Span[..received]);
            if (_reception.TryTake(received, out var pdu, out var behind))
            {
                if (behind > 0)
                {
                    _silence.RequireAtLeastFrame();
                }

                return pdu;
            }
        }
    }

    private void Heard()
    {
        _heard = Time.GetTimestamp();
        _unheard = 0;
    }

    /// <summary>One silent station never costs the others their line; a line on which nobody was heard for long may be dead itself.</summary>
    private void DropUnheard()
    {
        if (_reception.Count == 0 && ++_unheard >= MostUnheard && Time.GetElapsedTime(_heard) >= _options.ReopenAfter)
        {
            Drop();
        }
    }
}
