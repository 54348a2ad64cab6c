namespace EdgeGuard.Gateway.Tests.Mqtt;

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

        Assert.Equal(
            ["status", "points", "alarm", "alarm/active/room/temp/HH"],
            broker.Messages.Select(m => m.Topic[GatewayUnderTest.Prefix.Length..]).Take(4));
    }
}
