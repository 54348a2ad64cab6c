using System.Globalization;
using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Telemetry that fills its budget, so that segments are begun and dropped all the time, and alarms between.</summary>
internal sealed class SegmentWorkload(int steps) : IWorkload
{
    private const int Size = 40_000;
    private const int EachAlarm = 5;

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

    /// <summary>What is only gathered may be lost, and is told as a gap; this is about what is kept.</summary>
    private static void Do(GatewayStore store, int step)
    {
        _ = store.Append(Batch(step % EachAlarm == 0 ? Alarm($"{step}") : Telemetry($"{step}", Size)));
        store.FlushTelemetry();
    }

    /// <summary>The step of the oldest telemetry that was there when the step was acknowledged.</summary>
    private static string First(GatewayStore store) =>
        store.Peek("mqtt", Lane.Telemetry, 1) is [var first] ? StepOf(first).ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>No alarm is missing; telemetry is whole from some step on, and every number is either there or told in one gap.</summary>
    private static int Check(GatewayStore store, int acknowledged, int started, string told)
    {
        Assert.Empty(store.Notices);
        IReadOnlyList<OutboxMessage> alarms = store.Peek("mqtt", Lane.Alarm, 10_000);
        IReadOnlyList<OutboxMessage> telemetry = store.Peek("mqtt", Lane.Telemetry, 10_000);
        Assert.Equal(Enumerable.Range(1, alarms.Count).Select(static i => (i * EachAlarm, (long)i)), alarms.Select(static m => (StepOf(m), m.Seq)));
        int step = Math.Max(alarms.Count * EachAlarm, telemetry.Count > 0 ? StepOf(telemetry[^1]) : 0);
        Assert.InRange(step, acknowledged, started);
        Assert.Equal(step / EachAlarm, alarms.Count);
        int first = telemetry.Count > 0 ? StepOf(telemetry[0]) : step + 1;
        Assert.Equal(Enumerable.Range(first, step - first + 1).Where(static i => i % EachAlarm != 0), telemetry.Select(StepOf));
        AssertTold(store, telemetry);
        if (told is { Length: > 0 }) Assert.InRange(first, int.Parse(told, CultureInfo.InvariantCulture), started);
        return step;
    }

    private static void AssertTold(GatewayStore store, IReadOnlyList<OutboxMessage> telemetry)
    {
        var numbers = new List<long>(telemetry.Select(static m => m.Seq));
        foreach (TelemetryGap gap in store.Gaps)
        {
            Assert.Equal(gap.Last - gap.First + 1, gap.Messages);
            for (long seq = gap.First; seq <= gap.Last; seq++) numbers.Add(seq);
        }

        numbers.Sort();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(static i => (long)i), numbers);
        Assert.Equal(numbers.Count - telemetry.Count, store.Stats.DroppedTelemetry);
    }

    private static int StepOf(OutboxMessage message)
    {
        using JsonDocument body = JsonDocument.Parse(message.Content.Body);
        return int.Parse(body.RootElement.GetProperty("text").GetString()!, CultureInfo.InvariantCulture);
    }
}
