using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Simulator;
using EdgeGuard.Simulator.Broker;
using EdgeGuard.Simulator.Story;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Cli;

/// <summary>
/// <c>edgeguard demo</c>: a virtual room, an embedded broker and the real gateway on that room, in one process, with a short
/// story played in it.
/// </summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private static readonly TimeSpan s_defaultLength = TimeSpan.FromSeconds(60);

    /// <summary>Room time after the smoke has gone until the person on duty acknowledges and resets its alarm.</summary>
    private static readonly TimeSpan s_dutyDelay = TimeSpan.FromSeconds(5);

    private readonly DemoOptions _options;
    private readonly TimeProvider _roomTime;
    private readonly long _began;
    private readonly VirtualRoom _room;
    private readonly EmbeddedBroker _broker = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-demo-").FullName;

    private DemoRun(DemoOptions options)
    {
        _options = options;
        _roomTime = options.Speed == 1 ? TimeProvider.System : new ScaledTimeProvider(options.Speed);
        _began = _roomTime.GetTimestamp();
        _room = new VirtualRoom(_roomTime, new RoomOptions());
    }

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        TimeSpan roomTime = (options.For ?? s_defaultLength) * options.Speed;
        if (roomTime < RoomStory.Shortest)
        {
            double shortest = RoomStory.Shortest.TotalSeconds;
            return options.Cli.Fail(
                ExitCode.Usage,
                $"--for 乘以 --speed 至少为 {shortest:0} 秒机房时间，例如 --for 20s --speed 10。",
                $"--for times --speed must be at least {shortest:0} s of room time, for example --for 20s --speed 10.");
        }

        var demo = new DemoRun(options);
        await using (demo.ConfigureAwait(false))
            return await demo.PlayAsync(roomTime, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> PlayAsync(TimeSpan roomTime, CancellationToken cancellationToken)
    {
        await _room.StartAsync(cancellationToken).ConfigureAwait(false);
        if (_options.Broker is null)
            await _broker.StartAsync(cancellationToken).ConfigureAwait(false);
        Uri url = _options.Broker ?? _broker.Url;
        DemoRoom.Write(Path.Combine(_folder, "etc"), _room, url);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new TaskCompletionSource<GatewayControl>(TaskCreationOptions.RunContinuationsAsynchronously);
        LiveView? view = null;
        GatewayOptions gateway = Gateway(url, running, transition => view?.Transition(transition));
        using ILoggerFactory loggers = DaemonRun.MakeLoggers(LogLevel.Error);
        Task<int> daemon = DaemonRun.RunAsync(gateway, _options.Cli, loggers, end.Token);
        if (await Task.WhenAny(daemon, running.Task).ConfigureAwait(false) == daemon)
            return await daemon.ConfigureAwait(false);
        GatewayControl control = await running.Task.ConfigureAwait(false);

        view = new LiveView(_options.Cli, new LiveSource(
            async token => (await AskAsync(control, "points", token).ConfigureAwait(false)).Points ?? [],
            async token => (await AskAsync(control, "alarms", token).ConfigureAwait(false)).Alarms ?? [],
            () => _roomTime.GetElapsedTime(_began),
            _options.Speed,
            url), TimeProvider.System);
        Task shown = view.RunAsync(end.Token);
        Task story = TellAsync(roomTime, view, control, end.Token);
        Task over = _options.For is { } length ? Task.Delay(length, TimeProvider.System, end.Token) : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token);
        await Task.WhenAny(daemon, shown, over).ConfigureAwait(false);
        long published = (await AskAsync(control, "status", CancellationToken.None).ConfigureAwait(false)).Status?.Link?.Published ?? 0;
        await end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(shown, story).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        int exit = await daemon.ConfigureAwait(false);
        view.Summarize(published);
        return story.IsFaulted || shown.IsFaulted ? ExitCode.Failed : exit;
    }

    private GatewayOptions Gateway(Uri url, TaskCompletionSource<GatewayControl> running, Action<Core.Alarms.AlarmTransition> told) => new()
    {
        ConfigFolder = Path.Combine(_folder, "etc"),
        DataFolder = _options.DataFolder ?? Path.Combine(_folder, "data"),
        SocketPath = _options.SocketPath ?? Path.Combine(_folder, "edgeguard.sock"),
        Board = new RoomBoard(_room.Board),
        RoomTime = _roomTime,
        Origin = Origin.Simulated,
        Told = told,
        Running = running.SetResult,
    };

    private async Task TellAsync(TimeSpan roomTime, LiveView view, GatewayControl control, CancellationToken cancellationToken)
    {
        RoomStory story = RoomStory.Default(roomTime - _roomTime.GetElapsedTime(_began) is var left && left > RoomStory.Shortest ? left : RoomStory.Shortest);
        await story.PlayAsync(_room, _roomTime, scene => view.Story(new Words(scene.Zh, scene.En)), cancellationToken).ConfigureAwait(false);
        await Task.Delay(s_dutyDelay, _roomTime, cancellationToken).ConfigureAwait(false);
        view.Story(new Words("值班员到场核实，确认并复位烟雾告警", "The person on duty verifies, acknowledges and resets the smoke alarm"));
        ControlAnswer standing = await AskAsync(control, "alarms", cancellationToken).ConfigureAwait(false);
        foreach (AlarmReport alarm in standing.Alarms ?? [])
        {
            await control.AnswerAsync(new ControlRequest("ack") { Serial = alarm.Serial }, "duty", cancellationToken).ConfigureAwait(false);
            await control.AnswerAsync(new ControlRequest("ack") { Serial = alarm.Serial, Reset = true }, "duty", cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<ControlAnswer> AskAsync(GatewayControl control, string verb, CancellationToken cancellationToken) =>
        control.AnswerAsync(new ControlRequest(verb), "demo", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync().ConfigureAwait(false);
        await _room.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }
}
