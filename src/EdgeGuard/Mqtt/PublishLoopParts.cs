using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What a publish loop is made of.</summary>
internal sealed record PublishLoopParts
{
    /// <summary>Its Peek and Settle are called from two threads of the loop's own, and Append goes on beside them.</summary>
    public required IOutbox Outbox { get; init; }

    /// <summary>Name of this receiver in the outbox.</summary>
    public required string Consumer { get; init; }

    public required IPublisher Publisher { get; init; }

    /// <summary>Sends only the retained state of an alarm.</summary>
    public required IPublisher ActivePublisher { get; init; }

    /// <summary>Sends what was sent before, and leaves the retained state alone.</summary>
    public required IPublisher ReplayPublisher { get; init; }

    /// <summary>Announces the gateway again, whatever the message is.</summary>
    public required IPublisher BirthPublisher { get; init; }

    public required IBrokerConnection Connection { get; init; }

    /// <summary>The newest message of every alarm that is active now; asked once per connection, on a thread that may block.</summary>
    public required Func<IReadOnlyList<OutboxMessage>> Actives { get; init; }

    public required HistoryRule History { get; init; }

    /// <summary>How long the platform may take to acknowledge what the broker has; null: the broker's word settles.</summary>
    public TimeSpan? PlatformPatience { get; init; }

    public MqttTuning Tuning { get; init; } = new();

    public required TimeSpan MaxBackoff { get; init; }

    /// <summary>Uniform in [0, 1); spreads the reconnecting of a fleet.</summary>
    public required Func<double> Random { get; init; }

    /// <summary>Real time, also where the room runs faster.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Called from the loop whenever the connection came, went or failed with another error. Must not block.</summary>
    public Action<LinkState>? LinkChanged { get; init; }

    /// <summary>Called from the loop for every message that will never be taken, with the reason. Must not block.</summary>
    public Action<OutboxMessage, string>? Rejected { get; init; }
}
