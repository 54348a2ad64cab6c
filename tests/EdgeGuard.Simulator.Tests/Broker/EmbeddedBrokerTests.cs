using System.Net;
using System.Net.NetworkInformation;
using EdgeGuard.Simulator.Broker;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeGuard.Simulator.Tests.Broker;

public class EmbeddedBrokerTests
{
    [Fact]
    public async Task A_client_receives_what_another_one_publishes()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using var broker = new EmbeddedBroker();
        await broker.StartAsync(token);
        var factory = new MqttClientFactory();
        using IMqttClient receiver = factory.CreateMqttClient(), sender = factory.CreateMqttClient();
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.ApplicationMessageReceivedAsync += e =>
        {
            received.TrySetResult(e.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        MqttClientOptions options = factory.CreateClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build();
        await receiver.ConnectAsync(options, token);
        await receiver.SubscribeAsync("room/#", MqttQualityOfServiceLevel.AtLeastOnce, token);
        await sender.ConnectAsync(factory.CreateClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build(), token);
        await sender.PublishStringAsync("room/alarm", "smoke", MqttQualityOfServiceLevel.AtLeastOnce, false, token);
        Assert.Equal("smoke", await received.Task.WaitAsync(TimeSpan.FromSeconds(10), token));
    }

    [Fact]
    public async Task It_comes_back_on_its_port_after_a_stop()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using var broker = new EmbeddedBroker();
        await broker.StartAsync(token);
        int port = broker.Port;
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientOptions options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build();
        await client.ConnectAsync(options, token);
        await broker.StopAsync(token);
        Assert.False(broker.IsRunning);
        await Assert.ThrowsAnyAsync<Exception>(() => new MqttClientFactory().CreateMqttClient().ConnectAsync(options, token));
        await broker.StartAsync(token);
        Assert.Equal(port, broker.Port);
        using IMqttClient second = new MqttClientFactory().CreateMqttClient();
        await second.ConnectAsync(options, token);
        Assert.True(second.IsConnected);
    }

    [Fact]
    public async Task It_listens_on_the_loopback_address_alone()
    {
        await using var broker = new EmbeddedBroker();
        await broker.StartAsync(TestContext.Current.CancellationToken);
        IEnumerable<IPEndPoint> mine = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(e => e.Port == broker.Port);
        Assert.Equal(IPAddress.Loopback, Assert.Single(mine).Address);
        Assert.Equal($"mqtt://127.0.0.1:{broker.Port}", broker.Url.OriginalString);
    }
}
