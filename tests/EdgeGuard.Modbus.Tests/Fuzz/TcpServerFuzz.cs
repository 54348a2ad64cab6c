using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>Connections of the TCP server, each fed right requests, altered ones and noise until it is over.</summary>
internal sealed class TcpServerFuzz(int seed)
{
    private readonly Random _random = new(seed);
    private readonly byte[] _right = new byte[MbapHeader.MaxFrame];
    private long _bytes, _frames, _altered, _accepted, _wrong;

    public static async Task<FuzzTally> RunAsync(long bytes, int seed)
    {
        var fuzz = new TcpServerFuzz(seed);
        var handler = new RequestHandler(new Dictionary<byte, IModbusUnit> { [1] = new RandomUnit(new Random(seed + 1)) });
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        while (fuzz._bytes < bytes)
        {
            using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
            await client.ConnectAsync(listener.LocalEndpoint).ConfigureAwait(false);
            var connection = new TcpServerConnection(await listener.AcceptSocketAsync().ConfigureAwait(false), handler, TimeProvider.System);
            var serving = connection.RunAsync(CancellationToken.None);
            await fuzz.TalkAsync(client).ConfigureAwait(false);
            client.Dispose();

            // Ends by itself, and with nothing thrown.
            await serving.ConfigureAwait(false);
        }

        return new FuzzTally("TCP server", fuzz._bytes, fuzz._frames, fuzz._altered, fuzz._accepted, fuzz._wrong, 0, 0);
    }

    /// <summary>Right requests, each with its answer; then one that is altered, behind which the server may answer, close or wait for more.</summary>
    private async Task TalkAsync(Socket client)
    {
        var answer = new byte[MbapHeader.MaxFrame];
        for (var good = _random.Next(1, 6); good > 0; good--)
        {
            var length = MakeRequest();
            await client.SendAsync(_right.AsMemory(0, length)).ConfigureAwait(false);
            Count(length, altered: false);
            _accepted += await IsAnswerAsync(client, answer).ConfigureAwait(false) ? 1 : 0;
        }

        var fed = Altered();
        Count(fed.Length, altered: true);
        await client.SendAsync(fed).ConfigureAwait(false);
        client.Shutdown(SocketShutdown.Send);
        while (await ReceiveAsync(client, answer.AsMemory(0, MbapHeader.Length)).ConfigureAwait(false))
        {
            // Whatever is answered is a frame.
            var header = MbapHeader.Read(answer);
            if (!header.IsValid || !await ReceiveAsync(client, answer.AsMemory(MbapHeader.Length, header.PduLength)).ConfigureAwait(false))
            {
                _wrong++;
                return;
            }
        }
    }

    private byte[] Altered()
    {
        var mutator = new FrameMutator(_random);
        var frames = new List<byte>();
        for (var i = _random.Next(1, 8); i > 0; i--)
        {
            frames.AddRange(mutator.Alter(_right.AsSpan(0, MakeRequest()), 12, out _));
        }

        return [.. frames];
    }

    private async Task<bool> IsAnswerAsync(Socket client, byte[] answer)
    {
        var asked = MbapHeader.Read(_right);
        if (!await ReceiveAsync(client, answer.AsMemory(0, MbapHeader.Length)).ConfigureAwait(false))
        {
            return false;
        }

        var header = MbapHeader.Read(answer);
        return header.IsValid && (header.Transaction, header.Unit) == (asked.Transaction, asked.Unit)
            && await ReceiveAsync(client, answer.AsMemory(MbapHeader.Length, header.PduLength)).ConfigureAwait(false)
            && answer[7] == _right[7];
    }

    /// <summary>Fills the buffer; false when the connection ended before.</summary>
    private static async Task<bool> ReceiveAsync(Socket client, Memory<byte> buffer)
    {
        try
        {
            while (!buffer.IsEmpty)
            {
                var received = await client.ReceiveAsync(buffer).ConfigureAwait(false);
                if (received == 0)
                {
                    return false;
                }

                buffer = buffer[received..];
            }

            return true;
        }
        catch (SocketException)
        {
            // Closed by the server with bytes of ours unread.
            return false;
        }
    }

    private int MakeRequest()
    {
        var pdu = RandomRequest.Write(_random, _right.AsSpan(MbapHeader.Length), marked: true);
        MbapHeader.Write(_right, (ushort)_random.Next(65_536), 1, pdu);
        return MbapHeader.Length + pdu;
    }

    private void Count(int bytes, bool altered)
    {
        _bytes += bytes;
        _frames++;
        _altered += altered ? 1 : 0;
    }
}
