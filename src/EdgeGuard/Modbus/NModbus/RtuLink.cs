using System.Net.Sockets;
using EdgeGuard.Modbus;
using NModbus;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>
/// Modbus RTU on a stream. After any failure but a refusal the line is read empty until it was silent for one whole answer
/// time, as our own client does: RTU answers carry no number, and NModbus takes the first that comes.
/// </summary>
internal sealed class RtuLink : NModbusLink
{
    private const int ShortestAnswer = 5, FrameOverhead = 3;
    private static readonly TimeSpan s_broadcastTurnaround = TimeSpan.FromMilliseconds(100);

    private readonly ModbusRtuOptions _options;
    private readonly LineSilence _silence;
    private readonly byte[] _scratch = new byte[RtuFrame.MaxFrame];

    public RtuLink(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time)
        : base(endpoint, open, options, time)
    {
        _options = options;
        _silence = new LineSilence(Deadline, time, options.FrameSilence);
    }

    protected override TimeSpan FrameSilence => _options.FrameSilence;

    public override bool IsBroadcast(byte unit) => unit == 0;

    protected override NModbusLine CreateLine(Stream stream) => new(stream, _options.LocalEcho);

    protected override IModbusMaster CreateMaster(NModbusLine line)
    {
        byte[] functions = [FunctionCode.MaskWriteRegister, FunctionCode.ReadWriteMultipleRegisters, FunctionCode.EncapsulatedInterface];
        var factory = new ModbusFactory(functions.Select(f => new PeekedFunction(f, line)));
        return factory.CreateMaster(factory.CreateRtuTransport(line));
    }

    protected override TimeSpan WireTime(ReadOnlyMemory<byte> pdu) => _options.WireTime(pdu.Length + RequestPdu.AnswerLength(pdu.Span) + 2 * FrameOverhead);

    protected override async ValueTask<NModbusLine> ReadyAsync(ModbusTarget target, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Line is { } open && !_silence.IsNeeded && !HasPendingInput(open.Stream))
            return open;
        for (int attempt = 1; ; attempt++)
        {
            NModbusLine line = Line ?? await OpenSilentAsync(cancellationToken).ConfigureAwait(false);
            string why = "the stream ended.";
            try
            {
                LineState state = await _silence.ReachAsync(line.Stream, _scratch, patience, cancellationToken).ConfigureAwait(false);
                if (state == LineState.Silent)
                    return line;
                Drop();
                if (state == LineState.Babbling)
                    throw ModbusFailure.Protocol(Endpoint, target, "the line does not fall silent, so no request was sent; something talks all the time.");
            }
            catch (Exception e) when (e is (IOException and not ModbusException) or SocketException or ObjectDisposedException or UnauthorizedAccessException)
            {
                Drop();
                why = e.Message;
            }

            if (attempt > 1)
                throw ModbusFailure.Closed(Endpoint, target, why, null);
        }
    }

    protected override void Answered(ModbusTarget target, NModbusLine line)
    {
        if (IsBroadcast(target.Unit))
        {
            // All devices need time to carry it out before the next request.
            TimeSpan busy = s_broadcastTurnaround + _options.WireTime(RtuFrame.MaxFrame);
            LastActivity = Time.GetTimestamp() + (long)(busy.TotalSeconds * Time.TimestampFrequency);
        }
        else if (line.Behind >= ShortestAnswer)
        {
            throw ModbusFailure.Protocol(Endpoint, target, $"{line.Behind} bytes came behind the answer.");
        }
        else if (line.Behind > 0)
        {
            _silence.RequireAtLeastFrame();
        }
    }

    protected override void Distrust(TimeSpan patience) => _silence.Require(patience);

    protected override ModbusException Late(ModbusTarget target, NModbusLine line, TimeSpan patience) =>
        line.Received > 0
            ? ModbusFailure.Protocol(Endpoint, target, $"the answer stopped after {line.Received} bytes.")
            : ModbusFailure.Timeout(Endpoint, target, patience);

    /// <summary>NModbus has one exception for a wrong check and for all else that may be wrong, so the frame is looked at again.</summary>
    protected override ModbusException Wrong(ModbusTarget target, NModbusLine line, Exception cause)
    {
        if (line.HasEcho)
            return ModbusFailure.Protocol(Endpoint, target, ModbusFailure.CameBack);
        ReadOnlySpan<byte> frame = line.Taken;
        bool isCut = frame.Length < ShortestAnswer || frame.Length != RtuFrame.AnswerLength(frame);
        return !isCut && frame[0] == target.Unit && (frame[1] & ~FunctionCode.ExceptionFlag) == target.Function && !RtuFrame.CrcMatches(frame)
            ? ModbusFailure.Crc(Endpoint, target, frame.Length)
            : base.Wrong(target, line, cause);
    }

    private async ValueTask<NModbusLine> OpenSilentAsync(CancellationToken cancellationToken)
    {
        NModbusLine line = await OpenAsync(cancellationToken).ConfigureAwait(false);

        // What an earlier user of the line left in its buffer is not for us.
        _silence.RequireAtLeastFrame();
        return line;
    }

    private bool HasPendingInput(Stream stream) =>
        stream is NetworkStream socket ? socket.Socket.Poll(0, SelectMode.SelectRead) : _options.HasPendingInput?.Invoke(stream) ?? false;
}
