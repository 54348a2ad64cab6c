using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EdgeGuard.Modbus.Tests;

public class TcpLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_watched_by_the_runtime_only_from_the_first_answer_on_that_lets_it_wait()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What is watched stands in /proc.");
        using var listener = Listen(16);

        // A busy machine may make one connection late, and a late one is watched.
        Socket? line = null;
        for (var i = 0; i < 16 && (line is null || IsWatched(line)); i++)
        {
            line?.Dispose();
            line = await TcpLine.ConnectUnwatchedAsync("127.0.0.1", PortOf(listener), Token);
        }

        Assert.False(IsWatched(line!));
        var waiting = line!.ReceiveAsync(new byte[1], SocketFlags.None, Token);
        Assert.True(IsWatched(line));
        line.Dispose();
        await Assert.ThrowsAnyAsync<SocketException>(() => waiting.AsTask());
    }

    [Fact]
    public async Task A_connection_that_takes_long_is_waited_for()
    {
        using var listener = Listen(0);
        var before = await FillAsync(listener);
        var late = TcpLine.ConnectUnwatchedAsync("127.0.0.1", PortOf(listener), Token).AsTask();

        // As long as it is looked for after pauses; then it is waited for.
        Assert.False(await TcpLine.IsReadySoonAsync(before[^1], SelectMode.SelectRead, Token));
        Assert.False(late.IsCompleted);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var taking = TakeAsync(listener, enough.Token);
        using var line = await late;
        await enough.CancelAsync();

        Assert.Equal(listener.LocalEndPoint, line.RemoteEndPoint);
        before.AddRange(await taking);
        before.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_host_that_takes_no_connection_fails_the_request_in_time()
    {
        using var listener = Listen(0);
        var before = await FillAsync(listener);
        var options = TestServer.Options() with { ConnectTimeout = TimeSpan.FromMilliseconds(200) };
        await using var client = new ModbusTcpClient("127.0.0.1", PortOf(listener), options, TimeProvider.System);

        var failed = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, new ushort[1], Token).AsTask());

        Assert.Equal(ModbusErrorKind.ConnectionFailed, failed.Kind);
        Assert.Contains("no connection within 200 ms", failed.Message, StringComparison.Ordinal);
        before.ForEach(socket => socket.Dispose());
    }

    private static Socket Listen(int backlog)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }

    private static int PortOf(Socket listener) => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Connections nobody accepts, until the host takes no more; the last of them is the first it did not take.</summary>
    private static async Task<List<Socket>> FillAsync(Socket listener)
    {
        var sockets = new List<Socket>();
        var taken = true;
        while (taken)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            sockets.Add(socket);
            Assert.Equal(SocketError.WouldBlock, Assert.Throws<SocketException>(() => socket.Connect(listener.LocalEndPoint!)).SocketErrorCode);
            taken = await TcpLine.IsReadySoonAsync(socket, SelectMode.SelectWrite, Token);
        }

        return sockets;
    }

    /// <summary>Takes whoever comes. Not all do: the kernel may give up a connection of which the peer believes that it is there.</summary>
    private static async Task<List<Socket>> TakeAsync(Socket listener, CancellationToken token)
    {
        var taken = new List<Socket>();
        try
        {
            while (true)
            {
                taken.Add(await listener.AcceptAsync(token));
            }
        }
        catch (OperationCanceledException)
        {
            return taken;
        }
    }

    /// <summary>The kernel lists what an epoll watches in its fdinfo, a line "tfd: NUMBER ..." each (proc(5)).</summary>
    private static bool IsWatched(Socket socket)
    {
        var number = socket.SafeHandle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        return Directory.GetFiles("/proc/self/fdinfo").Any(file => LinesOf(file).Any(
            line => line.StartsWith("tfd:", StringComparison.Ordinal) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] == number));
    }

    /// <summary>None for a file that was closed meanwhile.</summary>
    private static string[] LinesOf(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
