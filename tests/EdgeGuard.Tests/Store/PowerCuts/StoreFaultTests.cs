using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>A disk that is full, or fails to flush, at any moment; and works again later.</summary>
public sealed class StoreFaultTests
{
    private const int Steps = 100;
    private static readonly int Times = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1" ? 10 : 1;

    [Fact(Timeout = 240_000)]
    public async Task A_full_disk_loses_nothing_that_was_acknowledged_and_keeps_nothing_that_was_not() => await Task.Run(
        static () => Each(static e => e.Action == DiskAction.Write, static (folder, n) => folder.WritesUntilFull = n),
        TestContext.Current.CancellationToken);

    [Fact(Timeout = 240_000)]
    public async Task A_failed_flush_loses_nothing_that_was_acknowledged_and_keeps_nothing_that_was_not() => await Task.Run(
        static () => Each(static e => e.Action == DiskAction.Flush, static (folder, n) => folder.FlushesUntilError = n),
        TestContext.Current.CancellationToken);

    private static void Each(Func<DiskEvent, bool> counted, Action<TraceFolder, int> fail)
    {
        var whole = new TraceFolder();
        new StoreWorkload(Steps).Run(whole);
        int all = whole.Trace.Count(counted);
        var random = new Random(all);
        for (int i = 0; i < 25 * Times; i++)
        {
            int n = random.Next(all);
            try
            {
                RunWithFault(folder => fail(folder, n));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Fault at {n} of {all}: {e.Message}", e);
            }
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void RunWithFault(Action<TraceFolder> fail)
    {
        var workload = new StoreWorkload(Steps);
        var folder = new TraceFolder();
        using GatewayStore begun = StoreWorkload.Open(folder);
        fail(folder);
        bool failed = false;
        var lazy = new LazySteps();
        for (int step = 1; step <= Steps; step++)
        {
            try
            {
                StoreWorkload.Do(begun, step);
                lazy.Done(step);
            }
            catch (OutboxFaultException)
            {
                Assert.False(failed, "the store failed again after the disk worked again");
                failed = true;
                // While the disk fails the reopening may fail too, and must do no harm.
                _ = begun.TryReopen();
                (folder.WritesUntilFull, folder.FlushesUntilError) = (null, null);
                Assert.True(begun.TryReopen());
                Assert.Null(begun.Stats.Fault);
                // Telemetry waits in memory until the disk works again.
                int most = StoreWorkload.IsTelemetry(step) ? step : step - 1;
                step = workload.Recover(begun, lazy.Kept(step - 1), step - 1, most, lazy);
            }
        }

        (folder.WritesUntilFull, folder.FlushesUntilError) = (null, null);
        Assert.True(begun.TryReopen());
        Assert.Equal(Steps, workload.Recover(begun, lazy.Kept(Steps), Steps, Steps, lazy));
        Assert.Empty(begun.Notices);
        begun.Dispose();
        workload.Verify(folder, new Progress(Steps, Steps, ""));
    }
}
