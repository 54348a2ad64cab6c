using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Pings the service manager only while every watched loop makes progress within its own limit, so that a gateway that hangs is
/// restarted and one that merely waits for a broker or a disk is not: whose hanging a restart cures is the composition's choice.
/// <para>
/// Silence is counted in turns of this loop: a process that was frozen as a whole (a suspended machine) finds nobody stalled when it
/// wakes up. A loop that comes back by itself before the manager loses patience is pinged for again.
/// </para>
/// </summary>
/// <param name="clock">Real time, also in a sped-up demo: the manager's clock is real.</param>
internal sealed partial class WatchdogLoop(
    ServiceNotifier notifier,
    IReadOnlyList<Progress> watched,
    WatchdogSettings settings,
    TimeProvider clock,
    ILogger<WatchdogLoop> logger)
{
    private readonly long[] _seen = [.. watched.Select(static p => p.Steps)];
    private readonly TimeSpan[] _silence = new TimeSpan[watched.Count];
    private readonly bool[] _isStalled = new bool[watched.Count];
    private volatile string[] _stalled = [];

    /// <summary>Names of the loops that do not move, in their given order; empty while all is well. Any thread.</summary>
    public IReadOnlyList<string> Stalled => _stalled;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        RunOnce(TimeSpan.Zero);
        using var timer = new PeriodicTimer(settings.Turn, clock);
        var last = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            var now = clock.GetTimestamp();
            RunOnce(clock.GetElapsedTime(last, now));
            last = now;
        }
    }

    /// <summary>One look, and a ping if nobody is stalled.</summary>
    /// <param name="elapsed">Since the look before.</param>
    public void RunOnce(TimeSpan elapsed)
    {
        var counted = elapsed < settings.Turn ? elapsed : settings.Turn;
        var changed = false;
        for (var i = 0; i < watched.Count; i++)
        {
            changed |= Look(i, counted);
        }

        if (changed)
        {
            _stalled = [.. watched.Where((_, i) => _isStalled[i]).Select(static p => p.Name)];
            notifier.Status(_stalled.Length == 0 ? "running" : "stalled: " + string.Join(", ", _stalled));
        }

        if (_stalled.Length == 0)
        {
            notifier.Alive();
        }
    }

    private bool Look(int i, TimeSpan counted)
    {
        var progress = watched[i];
        var steps = progress.Steps;
        _silence[i] = steps == _seen[i] ? _silence[i] + counted : TimeSpan.Zero;
        _seen[i] = steps;

        var stalled = _silence[i] > progress.AllowedSilence;
        if (stalled == _isStalled[i])
        {
            return false;
        }

        _isStalled[i] = stalled;
        if (stalled)
        {
            LogStalled(logger, progress.Name, _silence[i].TotalSeconds, progress.AllowedSilence.TotalSeconds);
        }
        else
        {
            LogMoving(logger, progress.Name);
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "{Loop} has made no progress for {Silence:F0} s (allowed: {Allowed:F0} s); the watchdog is pinged no more")]
    private static partial void LogStalled(ILogger logger, string loop, double silence, double allowed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Loop} makes progress again")]
    private static partial void LogMoving(ILogger logger, string loop);
}
