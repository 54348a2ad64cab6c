using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>The real control server on a socket of its own, with answers of the test's making.</summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eg-cli-").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ControlRequest> _requests = [];
    private readonly ControlServer _server;
    private readonly Task _serving;

    public FakeDaemon(Func<ControlRequest, ControlAnswer>? answer = null, TimeProvider? time = null)
        : this(request => new[] { (answer ?? Samples.Answer)(request) }.ToAsyncEnumerable(), time)
    {
    }

    /// <param name="answers">The lines of an answer.</param>
    public FakeDaemon(Func<ControlRequest, IAsyncEnumerable<ControlAnswer>> answers, TimeProvider? time = null)
    {
        Socket = Path.Combine(_folder, "s.sock");
        _server = new ControlServer(
            Socket,
            (request, _, _) =>
            {
                lock (_requests)
                    _requests.Add(request);
                return answers(request);
            },
            NullLogger.Instance,
            time ?? TimeProvider.System);
        _server.Start();
        _serving = _server.RunAsync(_stop.Token);
    }

    public string Socket { get; }

    public IReadOnlyList<ControlRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
