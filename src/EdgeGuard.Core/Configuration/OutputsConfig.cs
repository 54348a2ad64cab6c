namespace EdgeGuard.Core.Configuration;

/// <summary>What the gateway may move or write. Without it, or unarmed, it only reads.</summary>
public sealed record OutputsConfig
{
    /// <summary>Off, every operation is refused, and nothing that could write is even opened.</summary>
    public bool Armed { get; init; }

    public IReadOnlyList<OperationConfig> Operations { get; init; } = [];

    /// <summary>Null: the gateway itself operates nothing.</summary>
    public SounderConfig? Sounder { get; init; }
}
