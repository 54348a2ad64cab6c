using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Where a gateway runs, and on what.</summary>
internal sealed record GatewayOptions
{
    public required string ConfigFolder { get; init; }

    public required string DataFolder { get; init; }

    public required string SocketPath { get; init; }

    public required IBoard Board { get; init; }

    /// <summary>The room's time; everything else (sockets, disks, the watchdog) is in real time.</summary>
    public TimeProvider RoomTime { get; init; } = TimeProvider.System;

    /// <summary>The mark of everything this gateway says; what is not real must never look real on a platform.</summary>
    public Origin Origin { get; init; } = Origin.Live;

    /// <summary>Told of every transition, on the pipeline's thread.</summary>
    public Action<AlarmTransition>? Told { get; init; }

    /// <summary>Given once the gateway runs, to ask it from inside the process.</summary>
    public Action<GatewayControl>? Running { get; init; }
}
