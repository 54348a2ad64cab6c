namespace EdgeGuard.Core.Delivery;

public enum PublishResult : byte
{
    /// <summary>The broker has it (QoS 1: PUBACK).</summary>
    Accepted,

    /// <summary>This message will never be taken (not authorised, too large, payload format): dead-letter it.</summary>
    Rejected,

    /// <summary>Not now (no connection, quota, time-out): send it again later.</summary>
    Unavailable,
}

/// <param name="Reason">For people and the journal; empty when accepted.</param>
public readonly record struct PublishOutcome(PublishResult Result, string Reason = "");
