namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What is known of the way to the broker, at one moment.</summary>
/// <param name="For">How long it has been connected, or not connected; by the monotonic clock.</param>
/// <param name="Broker">Host and port.</param>
/// <param name="Protocol"><c>5.0</c> or <c>3.1.1</c>; null while not connected.</param>
/// <param name="Error">Why there is no connection, or the last refusal on this one; null when all is well. Holds no secret.</param>
/// <param name="Counters">Since the process started.</param>
internal sealed record LinkState(
    bool Connected,
    TimeSpan For,
    string Broker,
    string? Protocol,
    string? Error,
    LinkCounters Counters)
{
    /// <summary>Messages of the platform that were not taken, since the process started.</summary>
    public long RefusedInbound { get; init; }
}
