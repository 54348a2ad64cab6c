using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>A TCP server that reads MQTT packets and answers what the test says, byte by byte.</summary>
internal sealed class FakeBroker : IAsyncDisposable
{
    public const byte Connect = 1;
    public const byte Publish = 3;
    public const byte PingRequest = 12;
    public const byte Disconnect = 14;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Packet, byte[]?> _answer;
    private readonly Task _accepting;

    /// <param name="answer">Bytes to send; null: close the connection.</param>
    public FakeBroker(Func<Packet, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<Packet> Packets { get; } = new();

    /// <summary>The protocol levels of the CONNECTs, in order.</summary>
    public IEnumerable<int> Levels => Packets.Where(p => p.Type == Connect).Select(p => (int)p.Body[6]);

    public int Count(byte type) => Packets.Count(p => p.Type == type);

    /// <summary>What a plain broker says to each packet, in the version of the CONNECT.</summary>
    public static byte[] Agree(Packet packet, bool v5) => packet.Type switch
    {
        Connect when v5 => [0x20, 3, 0, 0, 0],
        Connect => [0x20, 2, 0, 0],
        Publish => PubAck(packet),
        PingRequest => [0xD0, 0],
        _ => [],
    };

    public static byte[] PubAck(Packet packet, byte? reason = null)
    {
        int topic = (packet.Body[0] << 8) | packet.Body[1];
        byte high = packet.Body[2 + topic];
        byte low = packet.Body[3 + topic];
        return reason is { } code ? [0x40, 3, high, low, code] : [0x40, 2, high, low];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient served = client;
        NetworkStream stream = client.GetStream();
        byte[] one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            int type = one[0] >> 4;
            int length = 0;
            int shift = 0;
            do
            {
                await stream.ReadExactlyAsync(one, _stop.Token);
                length |= (one[0] & 0x7F) << shift;
                shift += 7;
            }
            while ((one[0] & 0x80) != 0);

            byte[] body = new byte[length];
            await stream.ReadExactlyAsync(body, _stop.Token);
            var packet = new Packet(type, body);
            Packets.Enqueue(packet);
            if (_answer(packet) is not { } answer)
            {
                return;
            }

            await stream.WriteAsync(answer, _stop.Token);
        }
    }

    internal sealed record Packet(int Type, byte[] Body);
}
