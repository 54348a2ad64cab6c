using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Gives the pipeline the time once a second, so that what waits for time alone moves on.</summary>
internal sealed class TickLoop(BootTime clock, ClockMap clocks, TimeZoneInfo zone, TimeProvider time, PipelineInbox inbox)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            await inbox.PostAsync(Tick(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>With local wall time where it can be trusted: timetables and ages hang on it.</summary>
    private TickInput Tick()
    {
        MonotonicTime now = clock.Now;
        (DateTimeOffset utc, ClockSync sync) = clocks.Resolve(now);
        return new TickInput(now, sync == ClockSync.Unsynced ? null : TimeZoneInfo.ConvertTime(utc, zone));
    }
}
