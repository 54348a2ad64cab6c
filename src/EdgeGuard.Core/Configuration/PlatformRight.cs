namespace EdgeGuard.Core.Configuration;

/// <summary>What the holder of a key may tell the gateway.</summary>
public enum PlatformRight : byte
{
    /// <summary>That messages have arrived: <c>ack/in</c>.</summary>
    Ack,

    /// <summary>To tell something again: <c>sync/in</c>.</summary>
    Sync,
}
