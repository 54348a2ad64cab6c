namespace EdgeGuard.Gateway.Replay;

/// <summary>The lines of a stream, one after the other in one buffer: memory does not grow with the stream, nor with a line.</summary>
internal sealed class Utf8Lines(Stream stream)
{
    /// <summary>A longer line is cut here [our default]; a row has some 60.</summary>
    public const int MaxLine = 4096;

    private const int BufferBytes = 256 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _from;
    private int _to;
    private bool _ended;

    /// <summary>Of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line is longer than <see cref="MaxLine"/>; the rest of it was passed over.</summary>
    public bool Cut { get; private set; }

    /// <summary>The next line without its end; valid until the next call. False at the end of the stream.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        Cut = false;
        int end;
        while ((end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n')) < 0)
        {
            if (_to - _from > MaxLine)
            {
                line = TakeCut();
                return true;
            }

            if (!Fill())
                return TryTakeLast(out line);
        }

        line = Take(end);
        _from += end + 1;
        return true;
    }

    private bool TryTakeLast(out ReadOnlySpan<byte> line)
    {
        line = Take(_to - _from);
        _from = _to;
        return !line.IsEmpty;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        Number++;
        Cut = length > MaxLine;
        return _buffer.AsSpan(_from, Cut ? MaxLine : length).TrimEnd((byte)'\r');
    }

    /// <summary>The start of the line is kept apart while the rest of it is passed over.</summary>
    private ReadOnlySpan<byte> TakeCut()
    {
        byte[] start = _buffer.AsSpan(_from, MaxLine).ToArray();
        int end;
        while ((end = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n')) < 0)
        {
            _from = _to;
            if (!Fill())
                break;
        }

        _from += end + 1;
        Number++;
        Cut = true;
        return start;
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        int got = stream.Read(_buffer, _to, BufferBytes - _to);
        _ended = got == 0;
        _to += got;
        return got > 0;
    }
}
