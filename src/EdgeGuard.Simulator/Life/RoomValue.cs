namespace EdgeGuard.Simulator.Life;

/// <summary>One value of a poll.</summary>
/// <param name="Point">Index in <see cref="RoomLayout.Points"/>.</param>
/// <param name="Value">In the signal's unit; NaN when bad.</param>
/// <param name="Bad">The poll was lost, or the device is silent.</param>
public readonly record struct RoomValue(int Point, double Value, bool Bad);
