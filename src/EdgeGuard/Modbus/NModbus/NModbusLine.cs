using System.Net.Sockets;
using EdgeGuard.Modbus;
using NModbus.IO;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>
/// The stream below NModbus. NModbus blocks in its reads and knows no cancellation; this blocks with the token of the request,
/// so that a request ends when its time is over or its caller gives it up. It also remembers what NModbus was given, since
/// NModbus's exceptions do not tell a lost line from a wrong answer.
/// </summary>
internal sealed class NModbusLine(Stream stream, bool echoes) : IStreamResource
{
    private readonly byte[] _input = new byte[4 * RtuFrame.MaxFrame];
    private byte[] _request = [];
    private CancellationToken _token;
    private int _taken, _filled;

    public Stream Stream => stream;

    /// <summary>What the line itself failed with in this request.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What NModbus took of the answer.</summary>
    public ReadOnlySpan<byte> Taken => _input.AsSpan(0, _taken);

    public int Received => _filled;

    /// <summary>Bytes that came behind what NModbus took.</summary>
    public int Behind => _filled - _taken;

    /// <summary>The answer begins with the request: an adapter that echoes.</summary>
    public bool HasEcho => _filled > 0 && _input.AsSpan(0, _filled).StartsWith(_request);

    public int InfiniteTimeout => Timeout.Infinite;

    /// <summary>The request's token is the only limit.</summary>
    public int ReadTimeout { get; set; } = Timeout.Infinite;

    public int WriteTimeout { get; set; } = Timeout.Infinite;

    /// <summary>Forgets the last request.</summary>
    public void Begin(CancellationToken token)
    {
        _token = token;
        _taken = _filled = 0;
        Failure = null;
    }

    /// <summary>Nothing: a line that is not known to be silent was read empty before the request.</summary>
    public void DiscardInBuffer()
    {
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        _request = buffer[offset..(offset + count)];
        Guard(() =>
        {
            stream.WriteAsync(_request, _token).AsTask().GetAwaiter().GetResult();
            stream.FlushAsync(_token).GetAwaiter().GetResult();
            return 0;
        });
        if (echoes)
            SkipEcho();
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        if (Behind == 0)
            Fill();
        int taken = Math.Min(count, Behind);
        _input.AsSpan(_taken, taken).CopyTo(buffer.AsSpan(offset));
        _taken += taken;
        return taken;
    }

    /// <summary>Whole length of the RTU answer that begins so, of which as much is awaited as it takes to know.</summary>
    /// <exception cref="FormatException">No answer begins so.</exception>
    public int AnswerLength(ReadOnlySpan<byte> start)
    {
        int from = _taken - start.Length;
        int length;
        while ((length = RtuFrame.AnswerLength(_input.AsSpan(from, _filled - from))) == RtuFrame.NeedMore)
            Fill();
        return length != RtuFrame.Unknown ? length : throw new FormatException("the answer is longer than a frame may be.");
    }

    public void Dispose() => stream.Dispose();

    private void SkipEcho()
    {
        while (_filled < _request.Length)
            Fill();
        if (!HasEcho)
            throw new FormatException("the adapter's echo differs from the request.");
        _filled -= _request.Length;
        _input.AsSpan(_request.Length, _filled).CopyTo(_input);
    }

    private void Fill()
    {
        // No frame is as long as this, but NModbus would go on reading one whose header says so.
        if (_filled == _input.Length)
            throw new FormatException("the answer is longer than a frame may be.");
        _filled += Guard(() => stream.ReadAsync(_input.AsMemory(_filled), _token).AsTask().GetAwaiter().GetResult() is > 0 and var read
            ? read
            : throw new EndOfStreamException($"the stream ended after {_filled} bytes of the answer."));
    }

    private int Guard(Func<int> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or UnauthorizedAccessException)
        {
            Failure = e;
            throw;
        }
    }
}
