using System.Threading.Channels;

namespace EdgeGuard.Modbus.Tests;

/// <summary>
/// The client's end of a serial line in memory. What the far end sends is decided by a function of the request, or by
/// <see cref="Arrive"/>. Can block in a read as a serial port does.
/// </summary>
internal sealed class FakeLine(TimeProvider time) : Stream
{
    private readonly Channel<byte[]> _arriving = Channel.CreateUnbounded<byte[]>();
    private byte[] _rest = [];
    private volatile bool _waiting;

    /// <summary>Number of the request from 1, and its frame, to the pieces that arrive.</summary>
    public Func<int, byte[], IEnumerable<byte[]>> OnRequest { get; set; } = (_, _) => [];

    public List<(DateTimeOffset At, byte[] Frame)> Written { get; } = [];

    /// <summary>Reads complete on the calling thread, as those of a serial port.</summary>
    public bool Blocking { get; init; }

    public bool HasPending => _rest.Length > 0 || _arriving.Reader.Count > 0;

    /// <summary>A read is pending that neither bytes nor its token have ended.</summary>
    public bool IsWaiting => _waiting;

    public bool IsClosed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Arrive(params byte[] bytes)
    {
        _waiting = false;
        _arriving.Writer.TryWrite(bytes);
    }

    public void End() => _arriving.Writer.TryComplete();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.Length == 0)
        {
            try
            {
                var next = _arriving.Reader.ReadAsync(cancellationToken);
                using var ended = cancellationToken.Register(() => _waiting = false);
                _waiting = !next.IsCompleted && !cancellationToken.IsCancellationRequested;
                _rest = Blocking ? next.AsTask().GetAwaiter().GetResult() : await next;
            }
            catch (ChannelClosedException)
            {
                return 0;
            }
        }

        var taken = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, taken).CopyTo(buffer.Span);
        _rest = _rest[taken..];
        return taken;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Written.Add((time.GetUtcNow(), buffer.ToArray()));
        foreach (var piece in OnRequest(Written.Count, buffer.ToArray()))
        {
            Arrive(piece);
        }

        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
