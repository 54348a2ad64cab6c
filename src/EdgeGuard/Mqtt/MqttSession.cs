using System.Buffers;
using EdgeGuard.Core.Delivery;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// One open connection. Its liveness is judged by pings of its own on monotonic time: MQTTnet's keep-alive counts with the
/// wall clock, so a clock that is set back stops its pings (the broker then drops the gateway), and it ignores the Server
/// Keep Alive. Any packet sent through MQTTnet restarts its own count, so these pings keep it from acting at all.
/// </summary>
internal sealed class MqttSession : IDisposable
{
    /// <summary>In flight where the broker names no Receive Maximum; mosquitto's own default.</summary>
    private const int Unsaid = 20;

    private readonly IMqttClient _client;
    private readonly MqttTuning _tuning;
    private readonly TimeProvider _time;
    private readonly Signal _pingNow;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _underWay;

    public MqttSession(IMqttClient client, MqttClientConnectResult connected, MqttTuning tuning, TimeProvider time)
    {
        _client = client;
        _tuning = tuning;
        _time = time;
        _pingNow = new Signal(time);
        IsV5 = client.Options.ProtocolVersion == MqttProtocolVersion.V500;
        MaxPacket = IsV5 && connected.MaximumPacketSize > 0 ? connected.MaximumPacketSize : null;
        MaxInFlight = Math.Min(IsV5 && connected.ReceiveMaximum is { } most and > 0 ? most : Unsaid, tuning.MaxInFlight);
        KeepAlive = connected.ServerKeepAlive > 0 ? TimeSpan.FromSeconds(connected.ServerKeepAlive) : client.Options.KeepAlivePeriod;
        client.DisconnectedAsync += e =>
        {
            End(Describe(e));
            return Task.CompletedTask;
        };
    }

    public bool IsV5 { get; }

    /// <summary>Unacknowledged PUBLISH packets that the broker takes.</summary>
    public int MaxInFlight { get; }

    /// <summary>The broker's Maximum Packet Size in bytes; null: it named none.</summary>
    public uint? MaxPacket { get; }

    public TimeSpan KeepAlive { get; }

    public Task<string> Closed => _closed.Task;

    /// <summary>Sends a PUBLISH of QoS 1 and waits for its PUBACK. The packet is on the socket, in order of the calls, before the first await.</summary>
    public async ValueTask<PublishOutcome> PublishAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellationToken)
    {
        long size = PublishSize.Of(topic, payload.Length, IsV5);
        if (size > MaxPacket)
        {
            return new(PublishResult.Rejected, $"too large: {size} bytes, the broker takes {MaxPacket}");
        }

        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            Retain = retain,
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        };

        if (!IsValid(message, out string fault))
        {
            return new(PublishResult.Rejected, fault);
        }

        TimeSpan patience = _tuning.AckTimeout + TransferTime(Interlocked.Add(ref _underWay, size));
        try
        {
            Task<MqttClientPublishResult> sent = _client.PublishAsync(message, _ended.Token);
            return PublishReasons.ToOutcome(await sent.WaitAsync(patience, _time, cancellationToken).ConfigureAwait(false));
        }
        catch (TimeoutException)
        {
            End($"no acknowledgement within {patience.TotalSeconds:0.#} s");
            return new(PublishResult.Unavailable, _closed.Task.Result);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsConnectionLoss(e))
        {
            return new(PublishResult.Unavailable, _closed.Task.IsCompleted ? _closed.Task.Result : e.Message);
        }
        finally
        {
            Interlocked.Add(ref _underWay, -size);
        }
    }

    private TimeSpan TransferTime(long bytes) => TimeSpan.FromSeconds(bytes / _tuning.SlowestLink);

    /// <summary>Subscribes with QoS 1, without what is retained: a wish of the past is none.</summary>
    /// <returns>What the broker does not let it listen to; null: it may all.</returns>
    public async Task<string?> SubscribeAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        var options = new MqttClientSubscribeOptions
        {
            TopicFilters =
            [
                .. topics.Select(static topic => new MqttTopicFilter
                {
                    Topic = topic,
                    QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                    RetainHandling = MqttRetainHandling.DoNotSendOnSubscribe,
                }),
            ],
        };
        try
        {
            MqttClientSubscribeResult answer =
                await _client.SubscribeAsync(options, _ended.Token).WaitAsync(_tuning.AckTimeout, _time, cancellationToken).ConfigureAwait(false);
            MqttClientSubscribeResultItem? refused = answer.Items.FirstOrDefault(static item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2);
            return refused is null ? null : $"{refused.TopicFilter.Topic}: not subscribed, {refused.ResultCode}";
        }
        catch (TimeoutException)
        {
            End($"no answer to SUBSCRIBE within {_tuning.AckTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsConnectionLoss(e))
        {
            End(e.Message);
        }

        return null;
    }

    /// <summary>Asks at once whether the broker is still there, rather than at the next ping.</summary>
    public void PingNow() => _pingNow.Set();

    /// <summary>Pings until the connection ends, and ends it when no answer comes.</summary>
    public async Task WatchAsync()
    {
        TimeSpan period = KeepAlive / 2;
        TimeSpan patience = period;
        try
        {
            while (!_ended.IsCancellationRequested)
            {
                await _pingNow.WaitAsync(period, _ended.Token).ConfigureAwait(false);
                // It waits behind what is being sent.
                patience = period + TransferTime(Interlocked.Read(ref _underWay));
                await _client.PingAsync(_ended.Token).WaitAsync(patience, _time, _ended.Token).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            End($"no answer to a ping within {patience.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (IsConnectionLoss(e))
        {
            End(e.Message);
        }
    }

    /// <summary>Sends DISCONNECT, so that the broker forgets the will.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsConnectionLoss(e))
        {
            End(e.Message);
        }

        End("stopped");
    }

    public void Dispose()
    {
        End("closed");
        _ended.Dispose();
    }

    /// <summary>Ends the connection without DISCONNECT; the first reason stays.</summary>
    private void End(string reason)
    {
        if (_closed.TrySetResult(reason))
        {
            _ended.Cancel();
            _client.Dispose();
        }
    }

    private static bool IsValid(MqttApplicationMessage message, out string fault)
    {
        try
        {
            MqttTopicValidator.ThrowIfInvalid(message);
            fault = "";
            return true;
        }
        catch (MqttProtocolViolationException e)
        {
            fault = e.Message;
            return false;
        }
    }

    private static string Describe(MqttClientDisconnectedEventArgs e) =>
        e.Exception is { } exception ? exception.GetBaseException().Message
        : e.Reason != MqttClientDisconnectReason.NormalDisconnection ? $"the broker disconnected: {e.Reason} {e.ReasonString}".TrimEnd()
        : "the broker closed the connection";

    /// <summary>MQTTnet tells a lost connection by many exceptions, according to where it happens.</summary>
    private static bool IsConnectionLoss(Exception e) =>
        e is MqttCommunicationException or MqttProtocolViolationException or ObjectDisposedException or OperationCanceledException or InvalidOperationException
            or IOException or System.Net.Sockets.SocketException;
}
