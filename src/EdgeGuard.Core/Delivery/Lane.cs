namespace EdgeGuard.Core.Delivery;

/// <summary>Messages are ordered inside a lane; every alarm goes before any telemetry, and only telemetry may ever be dropped.</summary>
public enum Lane : byte
{
    Alarm,
    Telemetry,
}
