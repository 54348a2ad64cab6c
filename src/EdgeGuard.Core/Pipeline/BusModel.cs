using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>A bus as the pipeline knows it.</summary>
/// <param name="Point">The point <c>gateway.bus-NAME</c>: 0 it works, 1 all its devices are silent.</param>
/// <param name="Devices">Those on it, by their places in <see cref="GatewayModel.Devices"/>.</param>
public sealed record BusModel(string Name, PointId Point, IReadOnlyList<int> Devices);
