using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Watches the wall clock: tells the clock map what it is and how far to trust it, keeps that in the store for the records of
/// this run, and says when it was stepped. Nothing but time stamps depends on it.
/// </summary>
internal sealed class ClockLoop(
    BootTime clock,
    TimeProvider roomTime,
    ClockMap clocks,
    ClockSyncProbe probe,
    Action<BootClock> keep,
    Action stepped)
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5);

    /// <summary>A difference of the wall clock to the monotonic one that is a step and no drift between two looks [our default].</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);

    private BootClock? _known;

    public ClockSync Sync => _known?.Sync ?? ClockSync.Unsynced;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_period, roomTime);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            Look();
    }

    public void Look()
    {
        var now = new BootClock(clock.Boot, roomTime.GetUtcNow() - clock.Now.SinceBoot, probe.Read().Sync);
        if (_known is { } known)
        {
            TimeSpan moved = (now.UtcAtStart - known.UtcAtStart).Duration();
            if (moved < s_step && now.Sync == known.Sync)
                return;
            if (moved >= s_step)
                stepped();
        }

        _known = now;
        clocks.Set(now);
        keep(now);
    }
}
