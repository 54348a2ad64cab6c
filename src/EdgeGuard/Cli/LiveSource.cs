using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Where the live view gets what it shows.</summary>
/// <param name="RoomTime">Since the demo began, in the time of the room.</param>
/// <param name="Speed">So many times faster than time.</param>
/// <param name="Broker">What the messages go to, for a person to connect to.</param>
internal sealed record LiveSource(
    Func<CancellationToken, Task<IReadOnlyList<PointReport>>> Points,
    Func<CancellationToken, Task<IReadOnlyList<AlarmReport>>> Alarms,
    Func<TimeSpan> RoomTime,
    int Speed,
    Uri Broker)
{
    /// <summary>Scheme, host and port alone: what else stands in a URL is not for a screen.</summary>
    public string BrokerText => Broker.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
