using System.Net.Sockets;
using System.Text;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Cli;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class ControlServerTests
{
    [Fact]
    public async Task Several_requests_in_pieces_are_answered_line_by_line_also_the_last_without_its_end()
    {
        await using var daemon = new FakeDaemon();
        using Socket client = await ConnectAsync(daemon);

        await SendAsync(client, "{\"verb\":\"sta");
        await SendAsync(client, "tus\"}\n{\"verb\":\"alarms\"}\nno json\n{\"verb\":\"points\"}");
        client.Shutdown(SocketShutdown.Send);
        string[] answers = (await ReadToEndAsync(client)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4, answers.Length);
        Assert.Contains("\"exit\":2", answers[2], StringComparison.Ordinal);
        Assert.Equal(["status", "alarms", "points"], daemon.Requests.Select(r => r.Verb));
    }

    [Fact]
    public async Task A_client_whose_line_has_no_end_is_turned_away()
    {
        await using var daemon = new FakeDaemon();
        using Socket client = await ConnectAsync(daemon);
        byte[] rubbish = new byte[16 * 1024];

        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            for (int i = 0; i < 1000; i++)
                await client.SendAsync(rubbish, TestContext.Current.CancellationToken);
        });

        Assert.Empty(daemon.Requests);
    }

    [Fact]
    public async Task A_client_that_asks_nothing_is_turned_away_after_a_minute()
    {
        var time = new FakeTimeProvider();
        await using var daemon = new FakeDaemon(time: time);
        using Socket client = await ConnectAsync(daemon);
        Task<string> closed = ReadToEndAsync(client);

        while (!closed.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("", await closed);
    }

    [Fact]
    public async Task A_client_that_does_not_read_a_long_answer_makes_nobody_read_ahead_and_its_going_ends_the_answer()
    {
        int asked = 0;
        var ended = new TaskCompletionSource();
        await using var daemon = new FakeDaemon(_ => Endless());
        Socket client = await ConnectAsync(daemon);
        await SendAsync(client, "{\"verb\":\"history\"}\n");
        byte[] one = new byte[1];
        await client.ReceiveAsync(one, TestContext.Current.CancellationToken);

        // What the socket's buffers take, some 200 kB, and no more: one part is 64 kB.
        for (int i = 0; i < 20_000; i++)
            await Task.Yield();
        Assert.InRange(Volatile.Read(ref asked), 1, 30);
        client.Dispose();

        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(asked, 1, 31);

        async IAsyncEnumerable<ControlAnswer> Endless()
        {
            try
            {
                while (true)
                {
                    await Task.Yield();
                    Interlocked.Increment(ref asked);
                    yield return new ControlAnswer { Message = new Words(new string('x', 32 * 1024), new string('x', 32 * 1024)) };
                }
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    [Fact]
    public async Task A_client_that_never_takes_its_answer_is_turned_away()
    {
        var time = new FakeTimeProvider();
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var daemon = new FakeDaemon(_ => Endless(), time);
        using Socket client = await ConnectAsync(daemon);
        await SendAsync(client, "{\"verb\":\"history\"}\n");

        // Before that, the time that passes would be time in which the client asks nothing.
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        while (!ended.Task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        async IAsyncEnumerable<ControlAnswer> Endless()
        {
            begun.SetResult();
            try
            {
                while (true)
                {
                    await Task.Yield();
                    yield return new ControlAnswer { Message = new Words(new string('x', 32 * 1024), "") };
                }
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    private static async Task<Socket> ConnectAsync(FakeDaemon daemon)
    {
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(daemon.Socket), TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task SendAsync(Socket client, string text) =>
        await client.SendAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    private static async Task<string> ReadToEndAsync(Socket client)
    {
        // Not through a NetworkStream: the server may have closed its end already, and what it sent is still to be read.
        using var all = new MemoryStream();
        byte[] part = new byte[4096];
        while (await client.ReceiveAsync(part, TestContext.Current.CancellationToken) is > 0 and var length)
            all.Write(part, 0, length);
        return Encoding.UTF8.GetString(all.ToArray());
    }
}
