using EdgeGuard.Simulator.Devices;
using EdgeGuard.Simulator.Physics;

namespace EdgeGuard.Simulator;

/// <summary>How a virtual room starts.</summary>
public sealed record RoomOptions
{
    /// <summary>Air temperature, degC.</summary>
    public double Temperature { get; init; } = 22.3;

    /// <summary>Hour of the day, for the weather.</summary>
    public double StartHour { get; init; } = 14;

    /// <summary>Loads and weather.</summary>
    public RoomInputs Inputs { get; init; } = new();

    /// <summary>Room time of one step of the physics.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(500);

    public CordexRevision Cordex { get; init; } = CordexRevision.G;
}
