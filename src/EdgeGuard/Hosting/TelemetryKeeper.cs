using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Has the store keep the telemetry whose time has come, and tells of what is lost. A crash in between tells a gap twice, never not at all.</summary>
/// <param name="send">Gets what was kept under its numbers, to be sent.</param>
internal sealed class TelemetryKeeper(GatewayStore store, Language language, Action<IReadOnlyList<OutboxMessage>> send)
{
    /// <summary>How often there may be something to do [our default]; a chunk is kept at most this much late.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <exception cref="OutboxFaultException">The store cannot keep anything now; all is told and kept later.</exception>
    public void Tend()
    {
        store.TendAlarms();
        store.TendTelemetry();
        foreach (TelemetryGap gap in store.Gaps)
        {
            IReadOnlyList<OutboxMessage> kept = store.Append(GapMessage.Of(gap, language));
            store.Forget(gap);
            send(kept);
        }
    }
}
