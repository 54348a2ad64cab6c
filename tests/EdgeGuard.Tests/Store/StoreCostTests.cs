using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Store.PowerCuts;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>What the store asks of a flash card, counted.</summary>
public sealed class StoreCostTests
{
    [Fact]
    public void An_alarm_that_is_kept_and_delivered_costs_at_most_sixteen_kilobytes_and_1_2_flushes()
    {
        using GatewayStore store = GatewayStore.Open(new TraceFolder(), new StoreConfig(), TimeProvider.System, null);
        for (int i = 0; i < 200; i++) Transition(store, i);
        StoreWear start = store.Wear;
        const int Measured = 1000;
        for (int i = 0; i < Measured; i++) Transition(store, 200 + i);
        double bytes = (store.Wear.RawBytes - start.RawBytes) / (double)Measured;
        double blocks = (store.Wear.BytesWritten - start.BytesWritten) / (double)Measured;
        double flushes = (store.Wear.Flushes - start.Flushes) / (double)Measured;
        TestContext.Current.SendDiagnosticMessage($"per alarm: {bytes:F0} bytes, {blocks:F0} in blocks of 4096, {flushes:F3} flushes");
        Assert.InRange(bytes, 1000, 16 * 1024);
        Assert.InRange(flushes, 1, 1.2);
    }

    private static void Transition(GatewayStore store, int i)
    {
        string key = $"ac1/supply.high/{i % 50}";
        byte[] body = Encoding.UTF8.GetBytes($"{{\"serial\":\"{2314000000 + i}\",\"signalId\":\"0403001001\",\"level\":1,\"flag\":\"BEGIN\",\"state\":\"B\",\"value\":41.3,\"limit\":40}}");
        var message = new MessageDraft("alarm", Lane.Alarm, "alarm", At(i), null, body) { ActiveKey = key, Ended = i % 2 == 0 };
        long seq = store.Append(new CommitBatch([new StateChange(key, body)], [message], [new JournalLine(At(i), "alarm", key, "高温告警(41.3℃)")]))[0].Seq;
        store.Settle("mqtt", [new Settlement("alarm", new SeqRange(seq, seq))]);
    }
}
