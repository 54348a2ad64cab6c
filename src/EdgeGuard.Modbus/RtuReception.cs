namespace EdgeGuard.Modbus;

/// <summary>What has arrived since a request went out on a serial line: the adapter's echo where it makes one, stray bytes, the answer.</summary>
internal sealed class RtuReception(string endpoint)
{
    private const int ShortestAnswer = 5;

    /// <summary>
    /// Bytes 00 or FF that a driver leaves on the line as it takes it; our own bound. Neither is the unit of a serial line, so none
    /// of them can be the beginning of an answer.
    /// </summary>
    private const int MostStray = 4;

    private readonly byte[] _input = new byte[3 * RtuFrame.MaxFrame];
    private ReadOnlyMemory<byte> _request;
    private ModbusTarget _target;
    private int _echo;
    private int _start;
    private int _filled;

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Free => _input.AsMemory(_filled);

    /// <summary>Room for bytes that nobody wants, between two requests.</summary>
    public Memory<byte> Scratch => _input;

    public int Count => _filled;

    public void Begin(ReadOnlyMemory<byte> request, ModbusTarget target, bool echoes)
    {
        _request = request;
        _target = target;
        _echo = echoes ? request.Length : 0;
        _start = _echo;
        _filled = 0;
    }

    /// <summary>Takes so many bytes more; gives the answer's PDU once it is whole, and how many bytes lie behind it.</summary>
    /// <exception cref="ModbusException">Crc, or ProtocolError at the first byte that cannot be.</exception>
    public bool TryTake(int received, out ReadOnlyMemory<byte> pdu, out int behind)
    {
        _filled += received;
        while (_start < _filled && _start - _echo < MostStray && _input[_start] is 0 or 0xFF && _input[_start] != _target.Unit)
        {
            _start++;
        }

        var length = _start < _filled ? CheckHead() : RtuFrame.NeedMore;
        if (length == RtuFrame.NeedMore || _filled - _start < length)
        {
            (pdu, behind) = (default, 0);
            return false;
        }

        CheckWhole(length);
        pdu = _input.AsMemory(_start + 1, length - 3);
        behind = _filled - _start - length;
        return true;
    }

    /// <summary>For an answer that was not whole in time.</summary>
    public ModbusException Late(TimeSpan waited)
    {
        var wrong = _filled > 0 && _filled <= _echo && !IsEcho(_filled) ? $"{_filled} bytes came that are not the adapter's echo; leave out \"echo\" for one that has none."
            : _filled - _start <= 0 ? null
            : IsOwnRequest() ? ModbusFailure.CameBack
            : $"the answer stopped after {_filled - _start} bytes.";
        return wrong is null ? ModbusFailure.Timeout(endpoint, _target, waited) : ModbusFailure.Protocol(endpoint, _target, wrong);
    }

    /// <summary>Refuses at the first byte that cannot be; gives the frame's length once it is known.</summary>
    private int CheckHead()
    {
        var head = _input.AsSpan(_start, _filled - _start);
        var length = RtuFrame.AnswerLength(head);
        var wrong = _echo > 0 && !IsEcho(_echo) ? "the adapter's echo differs from the request; leave out \"echo\" for one that has none."
            : head[0] != _target.Unit ? $"the answer comes from unit {head[0]}."
            : head.Length > 1 && (head[1] & ~FunctionCode.ExceptionFlag) != _target.Function ? $"the answer is one to function {head[1]}."
            : length == RtuFrame.Unknown ? IsOwnRequest() ? ModbusFailure.CameBack : "the answer is longer than a frame may be."
            : null;
        return wrong is null ? length : throw ModbusFailure.Protocol(endpoint, _target, wrong);
    }

    private void CheckWhole(int length)
    {
        if (!RtuFrame.CrcMatches(_input.AsSpan(_start, length)))
        {
            throw IsOwnRequest()
                ? ModbusFailure.Protocol(endpoint, _target, ModbusFailure.CameBack)
                : ModbusFailure.Crc(endpoint, _target, length);
        }

        // A stray byte or two come from a driver that lets go of the line; as many as an answer has may be one.
        var behind = _filled - _start - length;
        if (behind >= ShortestAnswer)
        {
            throw ModbusFailure.Protocol(endpoint, _target, $"{behind} bytes came behind the answer.");
        }
    }

    private bool IsEcho(int bytes) => _input.AsSpan(0, bytes).SequenceEqual(_request.Span[..bytes]);

    /// <summary>As far as it came, what should be the answer is the request.</summary>
    private bool IsOwnRequest()
    {
        var bytes = Math.Min(_filled - _echo, _request.Length);
        return bytes >= ShortestAnswer && _input.AsSpan(_echo, bytes).SequenceEqual(_request.Span[..bytes]);
    }
}
