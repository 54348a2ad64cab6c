using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;
using MQTTnet.Protocol;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>The whole MQTT room against a broker in this process.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_message_in_the_outbox_reaches_the_broker_and_is_settled()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        gateway.Raise(Drafts.Alarm("room/temp/HH"));

        gateway.Start();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the settlement");

        Assert.Null(gateway.Loop.State.Error);
        Assert.Equal("5.0", gateway.Loop.State.Protocol);
        Assert.Equal(["status", "points", "alarm", "alarm/active/room/temp/HH"], Topics(broker).Take(4));
    }

    [Fact]
    public async Task The_retained_state_of_an_alarm_stands_until_it_ends()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        await gateway.StartAndConnectAsync();

        gateway.Raise(Drafts.Alarm("k"));
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "BEGIN");
        Received retained = Assert.Single(await broker.RetainedAsync(), m => m.Topic.EndsWith("alarm/active/k", StringComparison.Ordinal));
        Assert.Equal(broker.Messages.First(m => m.Topic.EndsWith("/alarm", StringComparison.Ordinal)).Payload, retained.Payload);

        gateway.Raise(Drafts.Alarm("k", ended: true));
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "END");
        Assert.DoesNotContain(await broker.RetainedAsync(), m => m.Topic.EndsWith("alarm/active/k", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_alarms_that_come_and_go_while_the_broker_is_away_arrive_once_each_in_order()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        await gateway.StartAndConnectAsync();
        await broker.DownAsync();
        await Until.TrueAsync(() => !gateway.Loop.State.Connected, "the loss");

        foreach (string key in (string[])["a", "b", "c"])
        {
            gateway.Raise(Drafts.Alarm(key));
            gateway.Raise(Drafts.Alarm(key, ended: true));
        }

        await broker.UpAsync();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "all six");
        Assert.Equal([1, 2, 3, 4, 5, 6], Seqs(broker, "alarm"));
        Assert.DoesNotContain(await broker.RetainedAsync(), m => m.Topic.Contains("alarm/active", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_lost_over_brokers_that_go_and_come()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        await gateway.StartAndConnectAsync();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 100; i++)
            {
                gateway.Raise(Drafts.Alarm($"k{i}"));
                gateway.Raise(Drafts.Telemetry());
            }

            await broker.DownAsync();
            await broker.UpAsync();
        }

        await Until.TrueAsync(() => gateway.Outbox.Stats is { PendingAlarms: 0, PendingTelemetry: 0 }, "everything", 30);
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), Seqs(broker, "alarm").Distinct());
        Assert.Equal(300, Seqs(broker, "t").Concat(Seqs(broker, "t/hist")).Distinct().Count());
    }

    [Fact]
    public async Task What_the_broker_denies_is_dead_lettered_and_the_rest_goes_on()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        broker.Intercept = e =>
        {
            if (e.ApplicationMessage.Topic.EndsWith("/event", StringComparison.Ordinal))
            {
                e.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
                e.ProcessPublish = false;
            }
        };
        await using var gateway = new GatewayUnderTest(broker.Port);
        gateway.Raise(Drafts.Event());
        gateway.Raise(Drafts.Alarm("k", ended: true));
        gateway.Start();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "both");

        Assert.Equal(1, gateway.Outbox.Stats.DeadLetters);
        Assert.Equal("event: not authorised", gateway.Loop.State.Error);
        Assert.Equal(new LinkCounters(1, 1, 0, 0), gateway.Loop.State.Counters);
    }

    [Fact]
    public async Task A_quota_that_is_exceeded_delays_and_loses_nothing()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        int refusals = 2;
        broker.Intercept = e =>
        {
            if (e.ApplicationMessage.Topic.EndsWith("/alarm", StringComparison.Ordinal) && Interlocked.Decrement(ref refusals) >= 0)
            {
                e.Response.ReasonCode = MqttPubAckReasonCode.QuotaExceeded;
                e.ProcessPublish = false;
            }
        };
        await using var gateway = new GatewayUnderTest(broker.Port);
        gateway.Raise(Drafts.Alarm("k"));
        gateway.Start();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the alarm");

        Assert.Equal([1], Seqs(broker, "alarm"));
        Assert.Equal(2, gateway.Loop.State.Counters.Retried);
        Assert.Equal(0, gateway.Outbox.Stats.DeadLetters);
    }

    [Fact]
    public async Task A_gateway_that_dies_is_told_by_its_will_and_one_that_stops_by_itself()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        await gateway.StartAndConnectAsync();
        Assert.Contains("\"online\":true", await StatusAsync(broker));

        gateway.Connection.Dispose();
        await Until.TrueAsync(() => StatusAsync(broker).Result.Contains("\"reason\":\"lost\"", StringComparison.Ordinal), "the will");
        await Until.TrueAsync(() => gateway.Loop.State.Connected, "the reconnect");
        await Until.TrueAsync(() => StatusAsync(broker).Result.Contains("\"online\":true", StringComparison.Ordinal), "the birth");

        await gateway.StopAsync();
        Assert.Contains("\"reason\":\"stopped\"", await StatusAsync(broker));
    }

    [Fact]
    public async Task A_broker_that_forgot_is_told_the_active_alarms_again()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        await gateway.StartAndConnectAsync();
        gateway.Actives = [gateway.Raise(Drafts.Alarm("k"))];
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the alarm");

        await broker.DownAsync();
        await broker.UpAsync();
        await Until.TrueAsync(() => Topics(broker).Count(t => t == "alarm/active/k") == 2, "the retained state");

        Assert.Contains("\"flag\":\"BEGIN\"", (await broker.RetainedAsync()).Single(m => m.Topic.EndsWith("active/k", StringComparison.Ordinal)).Payload);
        Assert.Equal([1], Seqs(broker, "alarm"));
    }

    [Fact]
    public async Task Old_telemetry_goes_to_history_and_new_telemetry_stays_live()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port);
        gateway.Now = Drafts.At(100);
        gateway.Raise(Drafts.Telemetry(at: 10));
        gateway.Raise(Drafts.Telemetry(at: 99));
        gateway.Start();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingTelemetry == 0, "both");

        Assert.Equal([1], Seqs(broker, "t/hist"));
        Assert.Equal([2], Seqs(broker, "t"));
        Assert.Contains("\"hist\":true", broker.Messages.Single(m => m.Topic.EndsWith("t/hist", StringComparison.Ordinal)).Payload);
    }

    internal static IEnumerable<long> Seqs(EmbeddedBroker broker, string suffix) => broker.Messages
        .Where(m => m.Topic == GatewayUnderTest.Prefix + suffix)
        .Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("seq").GetInt64());

    private static IEnumerable<string> Topics(EmbeddedBroker broker) =>
        broker.Messages.Select(m => m.Topic[GatewayUnderTest.Prefix.Length..]);

    private static async Task<string> StatusAsync(EmbeddedBroker broker) =>
        (await broker.RetainedAsync()).SingleOrDefault(m => m.Topic.EndsWith("/status", StringComparison.Ordinal))?.Payload ?? "";
}
