using System.Collections.Concurrent;
using System.Text;
using EdgeGuard.Gateway.Tests.Mqtt;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>
/// A platform with a session that the broker keeps: it connects for ever, and writes down all that it is sent. With a key it
/// acknowledges all that it has on <c>ack/in</c>.
/// </summary>
internal sealed class Platform(int port, Signer? signer) : IAsyncDisposable
{
    private const string AckIn = Site.Prefix + "ack/in";
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Delivered> _unacknowledged = new();
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private Task? _running;
    private long _count;

    public ConcurrentQueue<Delivered> Delivered { get; } = new();

    public async Task StartAsync()
    {
        _client.ApplicationMessageReceivedAsync += received =>
        {
            string topic = received.ApplicationMessage.Topic[Site.Prefix.Length..];
            if (topic is "alarm" or "event" or "t" or "t/hist")
            {
                var delivered = EndToEnd.Delivered.Of(Encoding.UTF8.GetString(received.ApplicationMessage.Payload));
                Delivered.Enqueue(delivered);
                _unacknowledged.Enqueue(delivered);
            }

            return Task.CompletedTask;
        };
        await ConnectAsync();
        _running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                if (!_client.IsConnected)
                {
                    await ConnectAsync();
                }

                await AcknowledgeAsync();
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException or OperationCanceledException && !_stop.IsCancellationRequested)
            {
                // The broker is away; what is not acknowledged comes again.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, _stop.Token);
        }
    }

    private async Task ConnectAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _client.ConnectAsync(
            new MqttClientOptionsBuilder()
                .WithTcpServer("127.0.0.1", port)
                .WithCredentials(Mosquitto.User, Mosquitto.Password)
                .WithClientId("platform")
                .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V311)
                .WithCleanSession(false)
                .Build(),
            limit.Token);
        await _client.SubscribeAsync($"{Site.Prefix}#", MqttQualityOfServiceLevel.AtLeastOnce, limit.Token);
    }

    private async Task AcknowledgeAsync()
    {
        if (signer is null)
        {
            return;
        }

        var taken = new List<Delivered>();
        while (taken.Count < 200 && _unacknowledged.TryDequeue(out Delivered? one))
        {
            taken.Add(one);
        }

        foreach (IGrouping<(string Epoch, string Stream), Delivered> stream in taken.GroupBy(one => (one.Epoch, one.Stream)))
        {
            string ranges = string.Join(',', stream.Select(one => $"[{one.Seq},{one.Seq}]"));
            byte[] ack = signer.Sign(AckIn, ++_count, $"\"stream\":\"{stream.Key.Stream}\",\"ranges\":[{ranges}]", stream.Key.Epoch);
            await _client.PublishAsync(
                new MqttApplicationMessage
                {
                    Topic = AckIn,
                    Payload = new System.Buffers.ReadOnlySequence<byte>(ack),
                    QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                },
                _stop.Token);
        }
    }
}
