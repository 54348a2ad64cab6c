using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Watches the wall clock: tells the clock map what it is and how far to trust it, keeps that in the store for the records of
/// this run, and says when it was stepped, and when it is synchronised. Nothing but time stamps, and planned ends that were carried
/// over from an earlier run, depends on it.
/// </summary>
/// <param name="synchronised">Told once the clock can be trusted, and again when it was set anew; false: it cannot be taken now.</param>
internal sealed class ClockLoop(
    BootTime clock,
    TimeProvider roomTime,
    ClockMap clocks,
    ClockSyncProbe probe,
    Action<BootClock> keep,
    Action stepped,
    Func<ClockInput, bool> synchronised)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    /// <summary>A difference of the wall clock to the monotonic one that is a step and no drift between two looks [our default].</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);

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
        Take(new BootClock(clock.Boot, utc - at.SinceBoot, probe.Read().Sync));
        if (!_told)
            _told = synchronised(new ClockInput(at, utc));
    }

    private void Take(BootClock now)
    {
        if (_known is { } known)
        {
            TimeSpan moved = (now.UtcAtStart - known.UtcAtStart).Duration();
            if (moved < s_step && now.Sync == known.Sync)
                return;
            if (moved >= s_step)
                stepped();
        }

        _known = now;
        _told = now.Sync != ClockSync.Sync;
        clocks.Set(now);
        keep(now);
    }
}
