using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Watches the wall clock: tells the clock map what it is and how far to trust it, keeps that in the store for the records of
/// this run, and says when it was stepped, and when it is synchronised. Nothing but time stamps, and planned ends that were carried
/// over from an earlier run, depends on it.
/// </summary>
/// <param name="changed">Told of everything new about it, the first look included.</param>
/// <param name="synchronised">Told once the clock can be trusted, and again when it was set anew; false: it cannot be taken now.</param>
/// <param name="newest">When the newest record of earlier runs was made, if their clock could be trusted; null: it is not known.</param>
internal sealed class ClockLoop(
    BootTime clock,
    TimeProvider roomTime,
    ClockMap clocks,
    ClockSyncProbe probe,
    Action<BootClock> keep,
    Action<ClockStep> changed,
    Func<ClockInput, bool> synchronised,
    DateTimeOffset? newest = null)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    /// <summary>A difference of the wall clock to the monotonic one that is a step and no drift between two looks [our default].</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);

    /// <summary>A trusted clock that moves so far, or goes back so far over a restart, was or is wrong [our default].</summary>
    private static readonly TimeSpan s_jump = TimeSpan.FromDays(1);

    /// <summary>A gateway that seems to have been off for longer is rather one whose clock is ahead [our default].</summary>
    private static readonly TimeSpan s_longestOff = TimeSpan.FromDays(300);

    /// <summary>For so long after a jump nothing may be forgotten for its age [our default].</summary>
    private static readonly TimeSpan s_doubt = TimeSpan.FromHours(12);

    private MonotonicTime? _doubtedUntil;
    private BootClock? _known;
    private bool _told;

    public ClockSync Sync => _known?.Sync ?? ClockSync.Unsynced;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_period, roomTime);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            Look();
    }

    public void Look()
    {
        MonotonicTime at = clock.Now;
        DateTimeOffset utc = roomTime.GetUtcNow();
        ClockSync sync = probe.Read().Sync;
        var now = new BootClock(clock.Boot, utc - at.SinceBoot, sync);
        Words? jump = JumpOf(now, at);
        if (jump is not null)
            _doubtedUntil = at + s_doubt;
        bool doubted = at < _doubtedUntil && sync == ClockSync.Sync;
        Take(doubted ? now with { Sync = ClockSync.Holdover } : now, jump);
        if (!_told)
            _told = synchronised(new ClockInput(at, utc));
    }

    private void Take(BootClock now, Words? jump)
    {
        TimeSpan moved = _known is { } known ? now.UtcAtStart - known.UtcAtStart : TimeSpan.Zero;
        bool stepped = moved.Duration() >= s_step;
        if (_known?.Sync == now.Sync && !stepped && jump is null)
            return;
        var step = new ClockStep(_known, now, stepped ? moved : TimeSpan.Zero, jump);
        _known = now;
        _told = now.Sync != ClockSync.Sync;
        clocks.Set(now);
        keep(now);
        changed(step);
    }

    /// <summary>What is impossible about a clock that can be trusted, against what was trusted before; null: nothing.</summary>
    private Words? JumpOf(BootClock now, MonotonicTime at)
    {
        if (now.Sync == ClockSync.Unsynced)
            return null;
        DateTimeOffset told = now.UtcAtStart + at.SinceBoot;
        if (_known is { Sync: not ClockSync.Unsynced } known)
            return (now.UtcAtStart - known.UtcAtStart).Duration() > s_jump ? JumpWords(known.UtcAtStart + at.SinceBoot, told) : null;
        // The first trusted time of this run against the runs before.
        return newest is { } before && (told < before - s_jump || told > before + s_longestOff) ? JumpWords(before, told) : null;
    }

    private static Words JumpWords(DateTimeOffset before, DateTimeOffset now) => new(
        $"时钟由 {UtcText.Of(before.UtcTicks)} 变为 {UtcText.Of(now.UtcTicks)}，两者必有一错",
        $"the clock went from {UtcText.Of(before.UtcTicks)} to {UtcText.Of(now.UtcTicks)}; one of both is wrong");
}
