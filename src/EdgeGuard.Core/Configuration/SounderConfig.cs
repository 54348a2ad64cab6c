namespace EdgeGuard.Core.Configuration;

/// <summary>A sounder or light in the room that the gateway itself operates.</summary>
public sealed record SounderConfig
{
    /// <summary>Id of the operation, of a line or a coil.</summary>
    public required string Operation { get; init; }

    /// <summary>It follows unacknowledged alarms of the levels 1 to this [our default]; 0: of none.</summary>
    public int Levels { get; init; } = 2;

    /// <summary>It sounds when the platform could not be reached for so long; null: never for that.</summary>
    public TimeSpan? PlatformSilent { get; init; }
}
