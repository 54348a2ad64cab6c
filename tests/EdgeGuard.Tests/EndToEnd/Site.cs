using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>
/// A machine with EdgeGuard on it: its configuration, its data folder, the daemon while it runs, and the command line. The
/// daemon ends with it.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Prefix = "eg/v1/s1/g1/";
    private const double Patience = 60;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eg-site");
    private Daemon? _daemon;

    public Site()
    {
        Data = Path.Combine(_folder.FullName, "data");
        Directory.CreateDirectory(Path.Combine(Config, "devices.d"));
        Directory.CreateDirectory(Path.Combine(Config, "rules.d"));
    }

    public string Folder => _folder.FullName;

    public string Config => Path.Combine(Folder, "etc");

    public string Data { get; init; }

    public string Socket => Path.Combine(Folder, "run", "edgeguard.sock");

    public Daemon Daemon => _daemon ?? throw new InvalidOperationException("The gateway does not run.");

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Config, file), text);

    public string Read(string file) => File.ReadAllText(Path.Combine(Config, file));

    /// <summary>edgeguard.json.</summary>
    /// <param name="buses">Members of <c>buses</c>.</param>
    /// <param name="mqtt">Further members of <c>mqtt</c>.</param>
    public void WriteGateway(int brokerPort, string? credentials = null, string buses = "", string mqtt = "")
    {
        string login = credentials is null ? "" : $", \"credentialsFile\": \"{credentials}\"";
        string more = mqtt.Length == 0 ? "" : $", {mqtt}";
        Write("edgeguard.json", $$"""
            {
              "gateway": { "id": "g1", "site": "s1", "language": "en" },
              "buses": { {{buses}} },
              "mqtt": { "broker": "mqtt://127.0.0.1:{{brokerPort}}", "maxBackoff": "1s"{{login}}{{more}} }
            }
            """);
    }

    /// <summary>Starts the daemon and waits for nothing.</summary>
    public void Begin() => _daemon = new Daemon(Options);

    /// <summary>Starts the daemon and waits until it answers and its devices were polled.</summary>
    public async Task<Daemon> StartAsync()
    {
        Daemon daemon = _daemon = new Daemon(Options);
        await UntilAsync(() => daemon.HasExited || daemon.Said.Contains("Running: ", StringComparison.Ordinal), "the first polls");
        Assert.False(daemon.HasExited, daemon.Said);
        return daemon;
    }

    /// <summary>Starts the daemon and waits until it answers, whatever its devices do.</summary>
    public async Task LaunchAsync()
    {
        Daemon daemon = _daemon = new Daemon(Options);
        await UntilAsync(
            async () => daemon.HasExited || await ControlClient.AskAsync(Socket, new("status"), TestContext.Current.CancellationToken) is not null, "an answer");
        Assert.False(daemon.HasExited, daemon.Said);
    }

    public async Task StartConnectedAsync()
    {
        await StartAsync();
        await UntilAsync(async () => (await StatusAsync()).Link!.Connected, "the broker");
    }

    public async Task KillAsync()
    {
        await Daemon.KillAsync();
        await EndAsync();
    }

    /// <summary>An orderly stop, which must be one.</summary>
    public async Task StopAsync()
    {
        (int exit, TimeSpan took) = await Daemon.TerminateAsync();
        Assert.Equal(0, exit);
        Assert.True(took < TimeSpan.FromSeconds(5), $"The stop took {took}.");
        await EndAsync();
    }

    /// <summary>A call of the command line against this daemon.</summary>
    public Task<CallResult> CallAsync(params IEnumerable<string> arguments) => Binary.CallAsync([.. arguments, .. Options]);

    public async Task<StatusReport> StatusAsync() => (await AskAsync(new("status"))).Status!;

    /// <summary>Null while nobody answers, or no longer.</summary>
    public async Task<StatusReport?> TryStatusAsync()
    {
        try
        {
            return (await ControlClient.AskAsync(Socket, new("status"), TestContext.Current.CancellationToken))?.Status;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<AlarmReport>> AlarmsAsync() => (await AskAsync(new("alarms"))).Alarms!;

    public async Task<IReadOnlyList<PointReport>> PointsAsync() => (await AskAsync(new("points"))).Points!;

    /// <summary>Until all that was judged is kept, sent and settled.</summary>
    public Task UntilSettledAsync() => UntilAsync(async () => (await StatusAsync()).Store.PendingAlarms == 0, "the settlement");

    public Task UntilAsync(Func<bool> condition, string what) => Until.TrueAsync(condition, what, Patience);

    public Task UntilAsync(Func<bool> condition, Func<string> what) => Until.TrueAsync(condition, what, Patience);

    public Task UntilAsync(Func<Task<bool>> condition, string what) => Until.TrueAsync(condition, what, Patience);

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Delete(recursive: true);
    }

    private string[] Options => ["--config", Config, "--data", Data, "--socket", Socket];

    /// <summary>The daemon's answer over its socket, without the cost of a process.</summary>
    private async Task<ControlAnswer> AskAsync(ControlRequest request)
    {
        Assert.False(Daemon.HasExited, Daemon.HasExited ? Daemon.Said : "");
        return await ControlClient.AskAsync(Socket, request, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"No daemon answers on {Socket}:\n{Daemon.Said}");
    }

    private async Task EndAsync()
    {
        if (_daemon is { } daemon)
        {
            _daemon = null;
            await daemon.DisposeAsync();
        }
    }
}
