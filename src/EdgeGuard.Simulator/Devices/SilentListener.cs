using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Simulator.Devices;

/// <summary>Accepts connections, reads whatever comes and never answers: a device whose firmware hangs.</summary>
internal sealed class SilentListener : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <exception cref="SocketException">The endpoint cannot be bound.</exception>
    public SilentListener(IPEndPoint endpoint)
    {
        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(endpoint);
            _listener.Listen();
        }
        catch (SocketException)
        {
            _listener.Dispose();
            throw;
        }

        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var swallowing = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Socket peer = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                swallowing.RemoveAll(static t => t.IsCompleted);
                swallowing.Add(SwallowAsync(peer));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopping, or a newcomer that was gone before it was accepted; the loop's condition tells which.
            }
        }

        await Task.WhenAll(swallowing).ConfigureAwait(false);
    }

    private async Task SwallowAsync(Socket peer)
    {
        using (peer)
        {
            byte[] bytes = new byte[512];
            try
            {
                while (await peer.ReceiveAsync(bytes, SocketFlags.None, _stop.Token).ConfigureAwait(false) > 0)
                {
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The peer gave up, or the silence ends: either way this connection is over.
            }
        }
    }
}
