using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Channel;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// A channel that takes no packet larger than a limit, and writes each packet with one call (MQTTnet writes header and
/// payload apart, which is two TCP segments a message). It sits above TLS.
/// </summary>
internal sealed class GuardedChannel(IMqttChannel inner, int maxPacket) : IMqttChannel
{
    private const int JoinLimit = 64 * 1024;
    private readonly PacketLengthGuard _guard = new(maxPacket);
    private readonly ArrayBufferWriter<byte> _pending = new(4096);

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public Task ConnectAsync(CancellationToken cancellationToken) => inner.ConnectAsync(cancellationToken);

    public Task DisconnectAsync(CancellationToken cancellationToken) => inner.DisconnectAsync(cancellationToken);

    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        _guard.Check(buffer.AsSpan(offset, read));
        return read;
    }

    public async Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        if (_pending.WrittenCount + buffer.Length > JoinLimit)
        {
            await FlushAsync(isEndOfPacket: false, cancellationToken).ConfigureAwait(false);
            await inner.WriteAsync(buffer, isEndOfPacket, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (ReadOnlyMemory<byte> segment in buffer)
        {
            _pending.Write(segment.Span);
        }

        if (isEndOfPacket)
        {
            await FlushAsync(isEndOfPacket: true, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => inner.Dispose();

    private async Task FlushAsync(bool isEndOfPacket, CancellationToken cancellationToken)
    {
        if (_pending.WrittenCount == 0)
        {
            return;
        }

        await inner.WriteAsync(new ReadOnlySequence<byte>(_pending.WrittenMemory), isEndOfPacket, cancellationToken).ConfigureAwait(false);
        _pending.ResetWrittenCount();
    }
}
