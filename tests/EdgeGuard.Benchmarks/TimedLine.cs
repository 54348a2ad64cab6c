using System.Threading.Channels;
using EdgeGuard.Modbus;

namespace EdgeGuard.Benchmarks;

/// <summary>
/// A serial line with devices on it, as the port's driver shows it: writing returns at once, and the answer is there when request,
/// turn-around and answer have passed over the wire at 11 bits a character. Registers read as 0.
/// </summary>
internal sealed class TimedLine(int baud, TimeSpan turnaround, IReadOnlySet<byte> dead) : Stream
{
    private const int Overhead = 5;

    private readonly Channel<byte[]> _answers = Channel.CreateUnbounded<byte[]>();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] request = buffer.ToArray();
        if (!dead.Contains(request[0]))
            _ = AnswerAsync(request);
        return ValueTask.CompletedTask;
    }

    private async Task AnswerAsync(byte[] request)
    {
        // Functions 3 and 4 ask for registers, 1 and 2 for bits.
        int count = (request[4] << 8) | request[5];
        int bytes = request[1] is 1 or 2 ? (count + 7) / 8 : 2 * count;
        byte[] answer = new byte[Overhead + bytes];
        (answer[0], answer[1], answer[2]) = (request[0], request[1], (byte)bytes);
        ushort crc = Crc16.Compute(answer.AsSpan(0, answer.Length - 2));
        (answer[^2], answer[^1]) = ((byte)crc, (byte)(crc >> 8));
        var wire = TimeSpan.FromSeconds(11.0 * (request.Length + answer.Length) / baud);
        await Task.Delay(wire + turnaround, TimeProvider.System).ConfigureAwait(false);
        await _answers.Writer.WriteAsync(answer).ConfigureAwait(false);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        byte[] answer = await _answers.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        answer.CopyTo(buffer);
        return answer.Length;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
