using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Acquisition;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Gives the pipeline the time once a second, so that what waits for time alone (telemetry) moves on.</summary>
internal sealed class TickLoop(BootTime clock, TimeProvider time, PipelineInbox inbox)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            await inbox.PostAsync(new TickInput(clock.Now), cancellationToken).ConfigureAwait(false);
    }
}
