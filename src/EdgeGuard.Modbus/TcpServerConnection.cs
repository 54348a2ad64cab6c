using System.Net.Sockets;

namespace EdgeGuard.Modbus;

/// <summary>One connection of a server. A bounded buffer: what is not yet answered stays in the peer's socket.</summary>
internal sealed class TcpServerConnection(Socket socket, RequestHandler handler, TimeProvider time)
{
    private readonly byte[] _input = new byte[4 * MbapHeader.MaxFrame];
    private readonly byte[] _output = new byte[4 * MbapHeader.MaxFrame];
    private long _lastUsed = time.GetTimestamp();

    public long LastUsed => Volatile.Read(ref _lastUsed);

    public bool IsClosed { get; private set; }

    public void Close()
    {
        IsClosed = true;
        socket.Dispose();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await ServeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer went away, or the server stops, or it wants the place for a newcomer: this connection is over.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var filled = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(_input.AsMemory(filled), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (received == 0)
            {
                return;
            }

            Volatile.Write(ref _lastUsed, time.GetTimestamp());
            filled += received;
            var consumed = 0;
            while (true)
            {
                var broken = !AnswerWhole(filled, ref consumed, out var answered, out var more);
                if (answered > 0)
                {
                    await SendAllAsync(_output.AsMemory(0, answered), cancellationToken).ConfigureAwait(false);
                }

                if (broken)
                {
                    return;
                }

                if (!more)
                {
                    break;
                }
            }

            _input.AsSpan(consumed, filled - consumed).CopyTo(_input);
            filled -= consumed;
        }
    }

    /// <summary>Answers what is whole in the input as far as the output has room; false when the stream is not Modbus.</summary>
    private bool AnswerWhole(int filled, ref int consumed, out int answered, out bool more)
    {
        answered = 0;
        more = false;
        while (filled - consumed >= MbapHeader.Length)
        {
            var header = MbapHeader.Read(_input.AsSpan(consumed));
            if (!header.IsValid)
            {
                return false;
            }

            if (filled - consumed < header.FrameLength)
            {
                break;
            }

            if (_output.Length - answered < MbapHeader.MaxFrame)
            {
                more = true;
                break;
            }

            var output = _output.AsSpan(answered);
            var pdu = handler.Execute(
                header.Unit, _input.AsSpan(consumed + MbapHeader.Length, header.PduLength), output[MbapHeader.Length..], answerForeign: true);
            MbapHeader.Write(output, header.Transaction, header.Unit, pdu);
            answered += MbapHeader.Length + pdu;
            consumed += header.FrameLength;
        }

        return true;
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var sent = await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }
}
