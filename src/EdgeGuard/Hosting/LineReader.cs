namespace EdgeGuard.Gateway.Hosting;

/// <summary>Lines of a stream, none longer than a limit: nobody can make the daemon hold more of what he sends.</summary>
/// <param name="most">Bytes of the longest line.</param>
internal sealed class LineReader(Stream stream, int most)
{
    private byte[] _buffer = new byte[Math.Min(1024, most + 1)];
    private int _start;
    private int _end;

    /// <summary>The next line without its end, valid until the next call; null when there are no more.</summary>
    /// <exception cref="InvalidDataException">The line is longer than the limit; nothing more can be read.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, length);
                _start += length + 1;
                return line;
            }

            MakeRoom();
            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return Rest();
            _end += read;
        }
    }

    private void MakeRoom()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end > most)
            throw new InvalidDataException($"The line is longer than {most} bytes.");
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(most + 1, _buffer.Length * 2));
    }

    /// <summary>A last line may lack its end.</summary>
    private ReadOnlyMemory<byte>? Rest()
    {
        if (_start == _end)
            return null;
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, _end - _start);
        _start = _end;
        return line;
    }
}
