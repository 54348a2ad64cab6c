using System.Globalization;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Telemetry that fills its budget, so that segments are begun and dropped all the time, and alarms between.</summary>
internal sealed class SegmentWorkload(int steps) : IWorkload
{
    private const int Size = 40_000;

    public IReadOnlyDictionary<string, byte[]> Start { get; } = new Dictionary<string, byte[]>();

    public void Run(TraceFolder folder)
    {
        using GatewayStore store = Open(folder);
        for (int step = 1; step <= steps; step++)
        {
            folder.Mark(DiskAction.Started, step);
            Do(store, step);
            folder.Mark(DiskAction.Acknowledged, step, First(store));
        }
    }

    public void Verify(TraceFolder folder, Progress progress)
    {
        int step;
        using (GatewayStore store = Open(folder))
        {
            step = Check(store, progress.Acknowledged, progress.Started, progress.Told);
            folder.Mark(DiskAction.Acknowledged, step, First(store));
            for (int more = 0; more < 4; more++)
            {
                folder.Mark(DiskAction.Started, ++step);
                Do(store, step);
                folder.Mark(DiskAction.Acknowledged, step, First(store));
            }
        }

        using (GatewayStore again = Open(folder)) Assert.Equal(step, Check(again, step, step, ""));
        StoreWorkload.VerifyPages(folder);
    }

    private static GatewayStore Open(StoreFolder folder) =>
        GatewayStore.Open(folder, new StoreConfig { BudgetBytes = 1_500_000 }, TimeProvider.System, null);

    private static void Do(GatewayStore store, int step) =>
        _ = store.Append(Batch(step % 5 == 0 ? Alarm($"{step}") : Telemetry($"{step}", Size)));

    /// <summary>The oldest telemetry that was there when the step was acknowledged.</summary>
    private static string First(GatewayStore store) =>
        store.Peek("mqtt", Lane.Telemetry, 1) is [var first] ? first.Seq.ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>No alarm is missing; telemetry is whole from some number on, and what went before it is counted to the last one.</summary>
    private static int Check(GatewayStore store, int acknowledged, int started, string told)
    {
        Assert.Empty(store.Notices);
        IReadOnlyList<OutboxMessage> alarms = store.Peek("mqtt", Lane.Alarm, 10_000);
        IReadOnlyList<OutboxMessage> telemetry = store.Peek("mqtt", Lane.Telemetry, 10_000);
        Assert.Equal(Enumerable.Range(1, alarms.Count).Select(static i => (long)i), alarms.Select(static m => m.Seq));
        long first = telemetry.Count > 0 ? telemetry[0].Seq : 1;
        Assert.Equal(Enumerable.Range(0, telemetry.Count).Select(i => first + i), telemetry.Select(static m => m.Seq));
        Assert.Equal(first - 1, store.Stats.DroppedTelemetry);
        int step = (int)(first - 1) + telemetry.Count + alarms.Count;
        Assert.InRange(step, acknowledged, started);
        if (told is { Length: > 0 }) Assert.InRange(first, long.Parse(told, CultureInfo.InvariantCulture), started);
        return step;
    }
}
