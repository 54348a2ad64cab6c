using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>
/// Tells late telemetry, which goes to <c>t/hist</c>, from live: it is older than an age, of an earlier run, or something
/// newer has already gone out live (so that a live dashboard never sees a value go back in time). Safe for several threads.
/// </summary>
/// <param name="now">The gateway's own clock, the one that stamps messages.</param>
internal sealed class HistoryRule(Func<MonotonicTime> now, TimeSpan age)
{
    private long _newestLive;

    public bool IsHistory(OutboxMessage message)
    {
        if (message.Content.Topic != MqttTopics.Telemetry)
        {
            return false;
        }

        return message.Seq < Volatile.Read(ref _newestLive)
            || now().Since(message.Content.At) is not { } since
            || since > age;
    }

    public void SentLive(OutboxMessage message)
    {
        if (message.Content.Topic == MqttTopics.Telemetry)
        {
            Volatile.Write(ref _newestLive, Math.Max(message.Seq, Volatile.Read(ref _newestLive)));
        }
    }
}
