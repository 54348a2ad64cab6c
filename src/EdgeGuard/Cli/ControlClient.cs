using System.Net.Sockets;
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
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        await using var stream = new NetworkStream(socket);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'];
        await stream.WriteAsync(line, limit.Token).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string? answer = await reader.ReadLineAsync(limit.Token).ConfigureAwait(false);
        return answer is null
            ? throw new IOException("The daemon closed the connection without an answer.")
            : JsonSerializer.Deserialize(answer, ControlJson.Default.ControlAnswer);
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
            return (null, cli.Fail(ExitCode.NoDaemon, $"守护进程没有回答（{path}）：{e.Message}", $"The daemon did not answer on {path}: {e.Message}"));
        }

        if (answer is null)
        {
            return (null, cli.Fail(
                ExitCode.NoDaemon,
                $"在 {path} 上没有运行中的 edgeguard。用 systemctl status edgeguard 查看服务，或用 edgeguard run 启动。",
                $"No edgeguard is running on {path}. Look at systemctl status edgeguard, or start it with edgeguard run."));
        }

        if (answer.Exit != 0 && answer.Message is { } message)
            cli.Error.WriteLine(cli.Say(message));
        return (answer.Exit == 0 ? answer : null, answer.Exit);
    }
}
