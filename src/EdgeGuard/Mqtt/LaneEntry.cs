using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>One message on its way through a <see cref="LaneWindow"/>.</summary>
internal sealed class LaneEntry(LaneWindow window, OutboxMessage message)
{
    public LaneWindow Window { get; } = window;

    public OutboxMessage Message { get; } = message;

    /// <summary>PUBLISH packets that it takes.</summary>
    public int Cost { get; } = message.Content.ActiveKey is null ? 1 : 2;

    /// <summary>The sending under way; null while it waits.</summary>
    public Task<PublishOutcome>? Sending { get; set; }

    /// <summary>The platform has said that it has it, before the broker did.</summary>
    public bool Acknowledged { get; set; }
}
