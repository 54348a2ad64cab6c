using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Mqtt;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What the way to the platform's broker is made of.</summary>
internal sealed record PlatformLinkParts
{
    public required MqttConfig Config { get; init; }

    public required GatewaySection Gateway { get; init; }

    public required GatewayStore Store { get; init; }

    /// <summary>False when the store is in memory alone.</summary>
    public required bool Durable { get; init; }

    public required BootTime Clock { get; init; }

    public required ClockMap Clocks { get; init; }

    public required Func<Birth> Birth { get; init; }

    public required Func<ReadOnlyMemory<byte>> Points { get; init; }

    /// <summary>The keys of every alarm there can be.</summary>
    public required Func<IReadOnlyCollection<string>> AlarmKeys { get; init; }

    public required Origin Origin { get; init; }

    /// <summary>Told of every change of the link.</summary>
    public required Action<LinkState> Changed { get; init; }

    /// <summary>Told of every message that will never be taken.</summary>
    public required Action<OutboxMessage, string> Rejected { get; init; }

    /// <summary>For the journal: what the platform wanted (<c>true</c>: it was taken), on which topic.</summary>
    public required Action<bool, string, Words> Told { get; init; }

    /// <summary>Keeps and sends an answer.</summary>
    public required Action<MessageDraft> Answer { get; init; }

    /// <summary>Does something when all that was kept has been handed over for sending.</summary>
    public required Action<Action> InStoresTurn { get; init; }
}
