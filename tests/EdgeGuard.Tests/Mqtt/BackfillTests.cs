using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>What was missed goes out beside what is new, and does not delay it.</summary>
public sealed class BackfillTests
{
    private const int Rate = 400;
    private const int Samples = 60;

    /// <summary>A million readings.</summary>
    private static readonly MessageDraft s_backlog = Drafts.Telemetry(0, $"{{\"r\":[{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"[\"ups{i}.load\",{i},{i * 0.1:0.0}]"))}]}}");

    [Fact]
    public async Task New_alarms_and_values_pass_a_million_readings_that_drain_at_their_own_pace()
    {
        Run quiet = await RunAsync(backlog: 0);
        Run busy = await RunAsync(backlog: 1000);
        TestContext.Current.TestOutputHelper!.WriteLine($"nothing waits: {quiet}\na million readings drain: {busy}");

        Assert.Equal(1000, busy.History);
        Assert.InRange(busy.HistoryPerSecond, 1, Rate * 1.1);
        // Past the message in question, only what was under way to the broker already.
        Assert.InRange(busy.Passed, 0, 40);
        Assert.True(busy.Alarms.Length >= 10, "It drained before it could be measured.");
    }

    private static async Task<Run> RunAsync(int backlog)
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port, tuning: new MqttTuning { HistoryRate = Rate }) { Now = Drafts.At(1000) };
        gateway.Outbox.Append(CommitBatch.Empty with { Messages = [.. Enumerable.Repeat(s_backlog, backlog)] });
        var arrived = new ConcurrentDictionary<string, (long At, int History)>();
        int history = 0;
        long[] span = new long[2];
        broker.Intercept = e =>
        {
            string topic = e.ApplicationMessage.Topic[GatewayUnderTest.Prefix.Length..];
            long now = TimeProvider.System.GetTimestamp();
            if (topic == "t/hist")
            {
                span[history == 0 ? 0 : 1] = now;
                history++;
            }
            else if (topic is "alarm" or "t")
            {
                arrived[topic + JsonDocument.Parse(e.ApplicationMessage.Payload).RootElement.GetProperty("seq").GetInt64().ToString(CultureInfo.InvariantCulture)] = (now, history);
            }
        };
        await gateway.StartAndConnectAsync();
        await Until.TrueAsync(() => backlog == 0 || history > 5, "the backlog to drain");

        var raised = new List<(string Name, long At, int History)>();
        for (int i = 0; i < Samples && (backlog == 0 || Volatile.Read(ref history) < backlog); i++)
        {
            foreach (MessageDraft draft in (MessageDraft[])[Drafts.Alarm($"k{i}"), Drafts.Telemetry(1000)])
            {
                OutboxMessage message = gateway.Outbox.Append(draft);
                string name = $"{draft.Topic}{message.Seq}";
                raised.Add((name, TimeProvider.System.GetTimestamp(), Volatile.Read(ref history)));
                gateway.Loop.EnqueueLive(message);
                await Until.TrueAsync(() => arrived.ContainsKey(name), name);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await Until.TrueAsync(() => gateway.Outbox.Stats is { PendingAlarms: 0, PendingTelemetry: 0 }, "all");
        double[] Latencies(char kind) =>
            [.. raised.Where(r => r.Name[0] == kind).Select(r => TimeProvider.System.GetElapsedTime(r.At, arrived[r.Name].At).TotalMilliseconds).Order()];
        return new Run(
            Latencies('a'),
            Latencies('t'),
            raised.Max(r => arrived[r.Name].History - r.History),
            history,
            history / TimeProvider.System.GetElapsedTime(span[0], span[1]).TotalSeconds);
    }

    /// <param name="Alarms">Milliseconds from the commit to the broker, ascending.</param>
    /// <param name="Passed">History messages at most that reached the broker meanwhile.</param>
    private sealed record Run(double[] Alarms, double[] Live, int Passed, int History, double HistoryPerSecond)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"alarms p50 {At(Alarms, 0.5):0.0} p95 {At(Alarms, 0.95):0.0} ms, live p50 {At(Live, 0.5):0.0} p95 {At(Live, 0.95):0.0} ms, {History} late messages at {HistoryPerSecond:0}/s, at most {Passed} passed");

        private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
    }
}
