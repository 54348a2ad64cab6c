namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>A line to a server written by others, whose answers are disturbed on their way to the client.</summary>
internal sealed class DisturbedLine(Stream line, Func<byte[], byte[], IEnumerable<byte[]>> disturb) : Stream
{
    private readonly Queue<byte[]> _arriving = new();
    private byte[] _request = [];

    /// <summary>Off, answers pass as they are.</summary>
    public bool Disturbs { get; set; } = true;

    public bool HasPending => _arriving.Count > 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_arriving.Count == 0)
        {
            var answer = await WholeAnswerAsync(cancellationToken);
            foreach (var piece in Disturbs ? disturb(_request, answer) : [answer])
            {
                _arriving.Enqueue(piece);
            }
        }

        var next = _arriving.Dequeue();
        next.CopyTo(buffer);
        return next.Length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _request = buffer.ToArray();
        await line.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => line.FlushAsync(cancellationToken);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        line.Dispose();
        base.Dispose(disposing);
    }

    private async Task<byte[]> WholeAnswerAsync(CancellationToken cancellationToken)
    {
        var frame = new byte[RtuFrame.MaxFrame];
        var filled = 0;
        while (RtuFrame.AnswerLength(frame.AsSpan(0, filled)) is var length && (length == RtuFrame.NeedMore || filled < length))
        {
            var read = await line.ReadAsync(frame.AsMemory(filled), cancellationToken);
            filled += read > 0 ? read : throw new IOException("The server ended.");
        }

        return frame[..filled];
    }
}
