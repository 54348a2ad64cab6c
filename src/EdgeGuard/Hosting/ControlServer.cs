using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeGuard.Core.Points;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// The Unix socket through which the CLI asks the daemon: one JSON line asks, one or more answer, the last is marked.
/// Who asks is taken from the socket's peer credentials, never from what the client says.
/// </summary>
internal sealed partial class ControlServer : IDisposable
{
    private const int MaxLine = 64 * 1024;

    /// <summary>Clients served at once [our default]; a further one is turned away.</summary>
    private const int MaxClients = 64;

    /// <summary>How long a client may take to ask, and an answer to be made and taken.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The same for one part of a long answer: a person reads it page by page [our default].</summary>
    private static readonly TimeSpan s_reading = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(1);
    private const UnixFileMode SocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly string _path;
    private readonly Func<ControlRequest, string, CancellationToken, IAsyncEnumerable<ControlAnswer>> _answer;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private bool _bound;
    private int _clients;

    /// <param name="answer">Request and user name to the lines of the answer; the next is asked for when the one before was sent.</param>
    /// <param name="time">Real time.</param>
    public ControlServer(string path, Func<ControlRequest, string, CancellationToken, IAsyncEnumerable<ControlAnswer>> answer, ILogger log, TimeProvider time)
    {
        _time = time;
        _path = path;
        _answer = answer;
        _log = log;
    }

    /// <summary>Binds the socket, mode 0660; a socket file left by a run that was killed is replaced.</summary>
    /// <exception cref="IOException">Another daemon answers on it, or the folder cannot be written.</exception>
    public void Start()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
            RemoveLeftOver();
            _listener.Bind(new UnixDomainSocketEndPoint(_path));
            _bound = true;
            File.SetUnixFileMode(_path, SocketMode);
            _listener.Listen(16);
        }
        catch (Exception e) when (e is SocketException or UnauthorizedAccessException)
        {
            throw new IOException($"The control socket {_path} cannot be made: {e.Message} Give another path with --socket.", e);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                Socket client = await _listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                _ = ServeAsync(client, cancellationToken);
            }
            catch (SocketException e)
            {
                // No more files may be opened, for instance. Judging must not end for want of a client.
                LogNotAccepted(e.Message);
                await Task.Delay(s_afterFault, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void RemoveLeftOver()
    {
        if (!File.Exists(_path))
            return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(_path));
        }
        catch (SocketException)
        {
            // Nobody answers: the file was left by a run that could not clean up.
            File.Delete(_path);
            return;
        }

        throw new IOException($"Another edgeguard already answers on {_path}. Stop it, or give another path with --socket.");
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        try
        {
            using (client)
            await using (var stream = new NetworkStream(client))
            {
                if (Interlocked.Increment(ref _clients) <= MaxClients)
                    await ServeAsync(stream, PeerName(client), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or SocketException or OperationCanceledException)
        {
            LogClientGone(e.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }

    private async Task ServeAsync(NetworkStream stream, string user, CancellationToken cancellationToken)
    {
        var lines = new LineReader(stream, MaxLine);
        while (true)
        {
            using var late = new CancellationTokenSource(s_patience, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            if (await lines.ReadAsync(either.Token).ConfigureAwait(false) is not { } line)
                return;
            await foreach (ControlAnswer answer in Answers(line, user, either.Token).ConfigureAwait(false))
            {
                late.CancelAfter(answer.Last ? s_patience : s_reading);
                byte[] told = [.. JsonSerializer.SerializeToUtf8Bytes(answer, ControlJson.Default.ControlAnswer), (byte)'\n'];
                await stream.WriteAsync(told, either.Token).ConfigureAwait(false);
            }
        }
    }

    private IAsyncEnumerable<ControlAnswer> Answers(ReadOnlyMemory<byte> line, string user, CancellationToken cancellationToken)
    {
        try
        {
            if (JsonSerializer.Deserialize(line.Span, ControlJson.Default.ControlRequest) is { } request)
                return _answer(request, user, cancellationToken);
        }
        catch (JsonException e)
        {
            LogBadRequest(e.Message);
        }

        return new[] { ControlAnswer.Said(2, "请求不是一行有效的 JSON。", "The request is not one valid line of JSON.") }.ToAsyncEnumerable();
    }

    /// <summary>The name the system has for the peer's user id.</summary>
    private static string PeerName(Socket client)
    {
        Span<byte> credentials = stackalloc byte[12];
        const int solSocket = 1;
        const int soPeerCred = 17;
        if (client.GetRawSocketOption(solSocket, soPeerCred, credentials) < 8)
            return "unknown";
        uint uid = MemoryMarshal.Read<uint>(credentials[4..]);
        return UserNames.Of(uid);
    }

    public void Dispose()
    {
        _listener.Dispose();
        if (_bound)
            File.Delete(_path);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A control client has gone: {Reason}")]
    private partial void LogClientGone(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No control client could be taken: {Reason}")]
    private partial void LogNotAccepted(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A control request was refused: {Reason}")]
    private partial void LogBadRequest(string reason);
}
