using System.Collections.Concurrent;
using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Envelopes for as many messages as are under way at once; each goes back when its message is acknowledged.</summary>
internal sealed class EnvelopePool(string gateway, ClockMap clock, TimeZoneInfo zone)
{
    private readonly ConcurrentBag<Envelope> _free = [];

    public Envelope Rent() => _free.TryTake(out Envelope? envelope) ? envelope : new Envelope(gateway, clock, zone);

    /// <summary>Takes an envelope back, but not from a connection that broke: MQTTnet may still be reading from it.</summary>
    public void Return(Envelope envelope, PublishOutcome outcome)
    {
        if (outcome.Result != PublishResult.Unavailable)
        {
            _free.Add(envelope);
        }
    }
}
