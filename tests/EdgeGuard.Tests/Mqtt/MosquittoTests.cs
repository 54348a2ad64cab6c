using System.Text.Json;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>The MQTT room against a broker and a receiver that others wrote.</summary>
public sealed class MosquittoTests
{
    [Theory]
    [InlineData(MqttProtocol.Auto, "5.0")]
    [InlineData(MqttProtocol.V311, "3.1.1")]
    public async Task Six_messages_of_three_alarms_survive_a_broker_that_is_killed(MqttProtocol protocol, string spoken)
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port, Config(broker) with { Protocol = protocol });
        await gateway.StartAndConnectAsync();
        Assert.Equal(spoken, gateway.Loop.State.Protocol);

        broker.Bar();
        await broker.KillAsync();
        foreach (string key in (string[])["a", "b", "c"])
        {
            gateway.Raise(Drafts.Alarm(key));
            gateway.Raise(Drafts.Alarm(key, ended: true));
        }

        await broker.UpAsync();
        await broker.SubscribeAsync();
        broker.Admit();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "all six to be settled");
        await Until.TrueAsync(() => Alarms(broker).Contains(6), "the last of them");

        Assert.Equal([1, 2, 3, 4, 5, 6], Alarms(broker));
        Assert.Contains(broker.Messages, m => m.Topic.EndsWith("/status", StringComparison.Ordinal) && m.Payload.Contains("\"online\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_broker_had_not_acknowledged_arrives_in_order_and_nothing_twice()
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port, Config(broker));
        await gateway.StartAndConnectAsync();
        for (int i = 0; i < 2000; i++)
        {
            gateway.Outbox.Append(Drafts.Alarm($"k{i}"));
        }

        gateway.Loop.Wake();
        await Until.TrueAsync(() => gateway.Loop.State.Counters.Published > 20, "some of them");
        broker.Bar();
        await broker.KillAsync();
        await Until.TrueAsync(() => !gateway.Loop.State.Connected, "the loss");
        long taken = gateway.Loop.State.Counters.Published;
        await broker.UpAsync();
        await broker.SubscribeAsync();
        broker.Admit();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0 && Alarms(broker).Contains(2000), "the rest", 30);

        Assert.InRange(taken, 20, 1999);
        Assert.Equal(Enumerable.Range((int)taken + 1, 2000 - (int)taken).Select(n => (long)n), Alarms(broker));
    }

    [Fact]
    public async Task A_topic_that_the_access_list_denies_is_dead_lettered()
    {
        Mosquitto.Require();
        string acl = Path.GetTempFileName();
        await File.WriteAllTextAsync(acl, $"user {Mosquitto.User}\ntopic readwrite eg/v1/s1/g1/alarm/#\ntopic readwrite eg/v1/s1/g1/status\n", TestContext.Current.CancellationToken);
        await using Mosquitto broker = await Mosquitto.StartAsync($"acl_file {acl}");
        await using var gateway = new GatewayUnderTest(broker.Port, Config(broker));
        gateway.Raise(Drafts.Event());
        gateway.Raise(Drafts.Alarm("k"));
        gateway.Start();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "both");

        Assert.Equal("not authorised", gateway.Outbox.Settlements.Single(s => s.Stream == "event").Rejection);
        Assert.Null(gateway.Outbox.Settlements.Single(s => s.Stream == "alarm").Rejection);
        File.Delete(acl);
    }

    [Fact]
    public async Task A_message_larger_than_mosquitto_takes_is_dead_lettered()
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync("max_packet_size 2000");
        await using var gateway = new GatewayUnderTest(broker.Port, Config(broker));
        gateway.Raise(Drafts.Event($$"""{"text":"{{new string('x', 3000)}}"}"""));
        gateway.Raise(Drafts.Alarm("k"));
        gateway.Start();
        await Until.TrueAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "both");

        Assert.Matches("^too large: [0-9]+ bytes, the broker takes 2000$", gateway.Outbox.Settlements.Single(s => s.Stream == "event").Rejection);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_tried_again()
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync();
        broker.Bar();
        await using var gateway = new GatewayUnderTest(broker.Port, Config(broker));
        gateway.Start();
        await Until.TrueAsync(() => gateway.Loop.State.Error?.StartsWith("the broker refused", StringComparison.Ordinal) == true, "the refusal");

        broker.Admit();
        await Until.TrueAsync(() => gateway.Loop.State.Connected, "a connection");
    }

    [Fact]
    public async Task A_short_keep_alive_holds_a_silent_connection()
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using var gateway = new GatewayUnderTest(broker.Port, Config(broker) with { KeepAlive = TimeSpan.FromSeconds(1) });
        await gateway.StartAndConnectAsync();
        await Until.TrueAsync(() => gateway.Loop.State.For > TimeSpan.FromSeconds(4), "4 s without a break");

        Assert.Single(gateway.Links);
    }

    private static MqttConfig Config(Mosquitto broker) => new() { Broker = new("mqtt://unset"), CredentialsFile = broker.CredentialsFile };

    private static List<long> Alarms(Mosquitto broker) => [.. broker.Messages
        .Where(m => m.Topic == GatewayUnderTest.Prefix + "alarm")
        .Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("seq").GetInt64())];
}
