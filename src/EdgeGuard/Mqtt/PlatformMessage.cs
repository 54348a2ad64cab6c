namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What was signed. The first four say for whom, and that it is new; the rest is what the topic is about.</summary>
internal sealed record PlatformMessage
{
    /// <summary>The full topic, with site and gateway: what is signed for one is worth nothing on another.</summary>
    public required string Topic { get; init; }

    /// <summary>The gateway's epoch, as its messages and its <c>status</c> tell it: a gateway that lost its store takes nothing from before.</summary>
    public required string Epoch { get; init; }

    /// <summary>Rises with every message of a key; the time in milliseconds will do.</summary>
    public required long N { get; init; }

    /// <summary>UTC in milliseconds after which it is void; null: never.</summary>
    public long? Exp { get; init; }

    /// <summary><c>sync/in</c>: rebirth, alarms or replay.</summary>
    public string? Do { get; init; }

    public string? Stream { get; init; }

    /// <summary><c>ack/in</c>: pairs of first and last number.</summary>
    public long[][]? Ranges { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }
}
