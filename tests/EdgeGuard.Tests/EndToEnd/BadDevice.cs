using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A Modbus TCP server that answers every request as it is told to.</summary>
internal sealed class BadDevice : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<byte[], byte[]> _answer;
    private readonly Task _accepting;
    private readonly List<Task> _connections = [];
    private int _requests;

    /// <param name="answer">Request to answer; an empty one is never sent.</param>
    public BadDevice(Func<byte[], byte[]> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            Assert.True(_stop.IsCancellationRequested);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        byte[] request = new byte[12];
        try
        {
            while (await stream.ReadAtLeastAsync(request, request.Length, throwOnEndOfStream: false, _stop.Token) == request.Length)
            {
                Interlocked.Increment(ref _requests);
                await stream.WriteAsync(_answer(request), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The gateway has closed on it, as it should.
            return;
        }
    }
}
