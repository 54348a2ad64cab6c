using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>
/// Shows a running gateway: a live screen on a terminal; elsewhere one plain line for every transition and every line of the
/// story. Events may come from any thread.
/// </summary>
internal sealed class LiveView
{
    /// <summary>Events that are kept for the screen.</summary>
    private const int MaxEvents = 20;

    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Queue<LiveEvent> _events = new();
    private readonly CliContext _cli;
    private readonly LiveSource _source;
    private readonly TimeProvider _time;
    private string? _story;
    private int _begun;
    private int _ended;

    /// <param name="time">Real time: it drives the screen.</param>
    public LiveView(CliContext cli, LiveSource source, TimeProvider time)
    {
        _cli = cli;
        _source = source;
        _time = time;
        IsLive = cli.Console.Profile is { Out.IsTerminal: true, Capabilities.Ansi: true };
    }

    public bool IsLive { get; }

    /// <summary>The next line of the story.</summary>
    public void Story(Words text)
    {
        lock (_gate)
            _story = _cli.Say(text);
        Add(PlainLines.Story(_cli, _source.RoomTime(), text));
    }

    public void Transition(AlarmTransition transition)
    {
        if (transition.Flag == AlarmFlag.Begin)
            Interlocked.Increment(ref _begun);
        else if (transition.Flag == AlarmFlag.End)
            Interlocked.Increment(ref _ended);
        Add(PlainLines.Of(_cli, _source.RoomTime(), transition));
    }

    /// <summary>Shows until it is told to end; then returns, with the last screen left standing.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!IsLive)
            _cli.Line(_cli.Say($"演示：{_source.Speed} 倍速，MQTT {_source.BrokerText}", $"Demo at speed {_source.Speed}, MQTT {_source.BrokerText}"));
        try
        {
            if (IsLive)
                await _cli.Console.Live(new Text("")).Overflow(VerticalOverflow.Crop).StartAsync(live => DrawAsync(live, cancellationToken)).ConfigureAwait(false);
            else
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // This is how it ends.
        }
    }

    /// <summary>What the demo came to.</summary>
    /// <param name="published">Messages the broker accepted.</param>
    public void Summarize(long published)
    {
        TimeSpan roomTime = _source.RoomTime();
        int standing = _begun - _ended;
        _cli.Prose(_cli.Say(
            $"演示结束，机房时间 {PlainLines.Clock(roomTime)}。告警：开始 {_begun}，结束 {_ended}，仍在 {standing}。消息：{published} 条，发往 {_source.BrokerText}",
            $"The demo is over at room time {PlainLines.Clock(roomTime)}. Alarms: {_begun} began, {_ended} ended, {standing} stand. Messages: {published}, to {_source.BrokerText}"));
    }

    private async Task DrawAsync(LiveDisplayContext live, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_refresh, _time);
        do
        {
            IReadOnlyList<PointReport> points = await _source.Points(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<AlarmReport> alarms = await _source.Alarms(cancellationToken).ConfigureAwait(false);
            live.UpdateTarget(LiveScreen.Draw(_cli, Frame(points, alarms)));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private LiveFrame Frame(IReadOnlyList<PointReport> points, IReadOnlyList<AlarmReport> alarms)
    {
        lock (_gate)
            return new LiveFrame(points, alarms, _source.RoomTime(), _source, _story, [.. _events]);
    }

    private void Add(LiveEvent line)
    {
        lock (_gate)
        {
            if (!IsLive)
            {
                _cli.Line(line.Text);
                return;
            }

            if (_events.Count == MaxEvents)
                _events.Dequeue();
            _events.Enqueue(line);
        }
    }
}
