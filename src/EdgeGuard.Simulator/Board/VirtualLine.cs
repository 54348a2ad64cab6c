namespace EdgeGuard.Simulator.Board;

/// <summary>A line of the virtual chip, looked at from outside.</summary>
/// <param name="IsTaken">Somebody has opened it.</param>
public sealed record VirtualLine(int Line, string Name, bool IsOutput, bool IsTaken);
