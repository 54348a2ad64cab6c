using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Asks the daemon one thing over its socket.</summary>
internal static class ControlClient
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>The daemon's answer; null when no daemon can be reached there.</summary>
    /// <exception cref="IOException">It was reached, and did not answer properly.</exception>
    public static async Task<ControlAnswer?> AskAsync(string path, ControlRequest request, CancellationToken cancellationToken)
    {
        await foreach (ControlAnswer answer in StreamAsync(path, request, cancellationToken).ConfigureAwait(false))
            return answer;
        return null;
    }

    /// <summary>The parts of an answer as they come, up to the one that is marked; none when no daemon can be reached there.</summary>
    /// <exception cref="IOException">It was reached, and did not answer properly or to the end.</exception>
    public static async IAsyncEnumerable<ControlAnswer> StreamAsync(
        string path, ControlRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            yield break;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        await using var stream = new NetworkStream(socket);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'];
        await stream.WriteAsync(line, limit.Token).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (bool last = false; !last;)
        {
            string text = await reader.ReadLineAsync(limit.Token).ConfigureAwait(false)
                ?? throw new IOException("The daemon closed the connection before its answer was whole.");
            ControlAnswer answer = JsonSerializer.Deserialize(text, ControlJson.Default.ControlAnswer)
                ?? throw new IOException("The daemon's answer is empty.");
            last = answer.Last;
            // Whoever prints may take his time; the daemon may not.
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            yield return answer;
            limit.CancelAfter(s_patience);
        }
    }

    /// <summary>Asks, and says what went wrong; the exit code is set when there is no answer to show.</summary>
    public static async Task<(ControlAnswer? Answer, int Exit)> AskAsync(
        CliContext cli, string path, ControlRequest request, CancellationToken cancellationToken)
    {
        ControlAnswer? answer;
        try
        {
            answer = await AskAsync(path, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return (null, Unanswered(cli, path, e));
        }

        if (answer is null)
            return (null, Unreached(cli, path));
        if (answer.Exit != 0 && answer.Message is { } message)
            cli.Error.WriteLine(cli.Say(message));
        return (answer.Exit == 0 ? answer : null, answer.Exit);
    }

    /// <summary>Asks for an answer of many parts, hands each on as it comes, and says what went wrong; gives the exit code.</summary>
    public static async Task<int> AskAsync(
        CliContext cli, string path, ControlRequest request, Action<ControlAnswer> take, CancellationToken cancellationToken)
    {
        bool reached = false;
        try
        {
            await foreach (ControlAnswer answer in StreamAsync(path, request, cancellationToken).ConfigureAwait(false))
            {
                reached = true;
                if (answer.Exit == 0)
                    take(answer);
                else if (answer.Message is { } message)
                    await cli.Error.WriteLineAsync(cli.Say(message)).ConfigureAwait(false);
                if (answer.Last)
                    return answer.Exit;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Unanswered(cli, path, e);
        }

        return reached ? ExitCode.Failed : Unreached(cli, path);
    }

    public static int Unanswered(CliContext cli, string path, Exception e) =>
        cli.Fail(ExitCode.NoDaemon, $"守护进程没有回答（{path}）：{e.Message}", $"The daemon did not answer on {path}: {e.Message}");

    private static int Unreached(CliContext cli, string path) => cli.Fail(
        ExitCode.NoDaemon,
        $"在 {path} 上没有运行中的 edgeguard。用 systemctl status edgeguard 查看服务，或用 edgeguard run 启动。",
        $"No edgeguard is running on {path}. Look at systemctl status edgeguard, or start it with edgeguard run.");
}
