namespace EdgeGuard.Modbus;

/// <summary>
/// Serves units in RTU frames over a stream: a serial line, a pty, or a socket (RTU over TCP). As on a shared line,
/// requests for other units, broken frames and broadcasts get no answer; a frame that stops half-way is dropped after
/// <see cref="FrameTimeout"/> of silence.
/// </summary>
public sealed class ModbusRtuServer
{
    private const byte Broadcast = 0;

    private readonly IReadOnlyDictionary<byte, IModbusUnit> _units;
    private readonly RequestHandler _handler;
    private readonly TimeProvider _time;

    public ModbusRtuServer(IReadOnlyDictionary<byte, IModbusUnit> units, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _units = units;
        _handler = new RequestHandler(units);
        _time = timeProvider;
    }

    /// <summary>Silence that ends a frame; longer than the T1.5 of the line, since adapters deliver in pieces.</summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Serves until the stream ends; it does not close the stream. One call a stream; several streams may be served at once.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var input = new byte[RtuFrame.MaxFrame];
        var output = new byte[RtuFrame.MaxFrame];
        var filled = 0;
        while (true)
        {
            var received = await ReadAsync(stream, input.AsMemory(filled), filled > 0, cancellationToken).ConfigureAwait(false);
            if (received == 0)
            {
                return;
            }

            filled = received < 0 ? 0 : filled + received;
            var consumed = 0;
            while (Next(input.AsSpan(consumed, filled - consumed), output, out var used, out var answer))
            {
                consumed += used;
                if (answer > 0)
                {
                    await stream.WriteAsync(output.AsMemory(0, answer), cancellationToken).ConfigureAwait(false);
                    await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            input.AsSpan(consumed, filled - consumed).CopyTo(input);
            filled -= consumed;
        }
    }

    /// <summary>Bytes read; 0 at the end of the stream; -1 when a frame begun was not continued in time.</summary>
    private async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, bool inFrame, CancellationToken cancellationToken)
    {
        if (!inFrame)
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        using var timer = new CancellationTokenSource(FrameTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return -1;
        }
    }

    /// <summary>Takes one frame, or all of what cannot be one; false when more bytes are needed.</summary>
    private bool Next(ReadOnlySpan<byte> input, Span<byte> output, out int used, out int answer)
    {
        answer = 0;
        used = 0;
        var length = RtuFrame.RequestLength(input);
        if (length == RtuFrame.NeedMore || length > input.Length)
        {
            return false;
        }

        if (length == RtuFrame.Unknown)
        {
            used = RefuseUnknown(input, output, out answer);
            return true;
        }

        var frame = input[..length];
        if (!RtuFrame.CrcMatches(frame))
        {
            used = input.Length;
            return true;
        }

        used = length;
        answer = Execute(frame, output);
        return true;
    }

    /// <summary>The length of an unknown function is unknown: what came at once is taken as the frame.</summary>
    private int RefuseUnknown(ReadOnlySpan<byte> input, Span<byte> output, out int answer)
    {
        answer = input.Length >= 4 && RtuFrame.CrcMatches(input) ? Execute(input, output) : 0;
        return input.Length;
    }

    private int Execute(ReadOnlySpan<byte> frame, Span<byte> output)
    {
        var pdu = frame[1..^2];
        if (frame[0] == Broadcast)
        {
            foreach (var unit in _units.Keys)
            {
                _handler.Execute(unit, pdu, output[1..], answerForeign: false);
            }

            return 0;
        }

        var length = _handler.Execute(frame[0], pdu, output[1..], answerForeign: false);
        return length == 0 ? 0 : RtuFrame.Seal(output, frame[0], length);
    }
}
