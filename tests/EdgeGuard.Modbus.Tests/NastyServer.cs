using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests;

/// <summary>
/// A TCP server that answers one request badly, the first unless told otherwise, and all others well. It answers reads of registers with the ordinal of
/// the request in every register, so that an answer given to the wrong request shows.
/// </summary>
internal sealed class NastyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<byte[], byte[], IEnumerable<byte[]?>> _misbehave;
    private readonly int _bad;
    private readonly Task _serving;
    private readonly List<Task> _connections = [];
    private int _requests;
    private int _accepted;

    /// <param name="misbehave">Request and its right answer, to the chunks to send; null closes the connection.</param>
    public NastyServer(Func<byte[], byte[], IEnumerable<byte[]?>> misbehave, int bad = 1)
    {
        _misbehave = misbehave;
        _bad = bad;
        _listener.Start();
        _serving = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>Completed by the test: what stands behind an empty chunk is sent only then.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener may be stopped between two of its calls.
            Assert.True(_stop.IsCancellationRequested);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var closing = socket;
        await using var stream = new NetworkStream(socket);
        var request = new byte[12];
        try
        {
            while (await stream.ReadAtLeastAsync(request, 12, throwOnEndOfStream: false, _stop.Token) == 12)
            {
                var ordinal = Interlocked.Increment(ref _requests);
                var answer = RightAnswer(request, (ushort)ordinal);
                foreach (var chunk in ordinal == _bad ? _misbehave(request, answer) : [answer])
                {
                    if (chunk is null)
                    {
                        return;
                    }

                    if (chunk.Length == 0)
                    {
                        await Release.Task.WaitAsync(_stop.Token);
                    }

                    await stream.WriteAsync(chunk, _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client closed on us, as it should on most of what this server does.
            return;
        }
    }

    private static byte[] RightAnswer(byte[] request, ushort ordinal)
    {
        var count = request[11];
        var answer = new byte[MbapHeader.Length + 2 + 2 * count];
        MbapHeader.Write(answer, MbapHeader.Read(request).Transaction, request[6], 2 + 2 * count);
        answer[7] = request[7];
        answer[8] = (byte)(2 * count);
        PackedRegisters.Pack(Enumerable.Repeat(ordinal, count).ToArray(), answer.AsSpan(9));
        return answer;
    }
}
