using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>How the gateway is, at one moment.</summary>
/// <param name="StoreFault">Why nothing can be kept; null when all is well.</param>
/// <param name="ConfigRefused">The first error of a configuration that was refused; null when the one on disk is in force.</param>
internal sealed record SelfReading(string? StoreFault, string? ConfigRefused, ClockSync Clock, long DeadLetters, long DroppedTelemetry)
{
    /// <summary>What people must know of the store, of this run.</summary>
    public IReadOnlyList<Words> StoreNotices { get; init; } = [];

    /// <summary>Jumps of the clock in this run.</summary>
    public IReadOnlyList<Words> ClockJumps { get; init; } = [];

    public required StoreFigures Store { get; init; }
}
