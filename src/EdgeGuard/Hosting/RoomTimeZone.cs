using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>The time zone in which people of the room read their clocks.</summary>
internal static class RoomTimeZone
{
    /// <summary>The configured one; the system's own where none is, or where the system has lost it since the configuration was accepted.</summary>
    public static TimeZoneInfo Of(GatewaySection gateway) =>
        gateway.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ? zone : TimeZoneInfo.Local;
}
