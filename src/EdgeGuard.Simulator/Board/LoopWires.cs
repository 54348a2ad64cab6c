namespace EdgeGuard.Simulator.Board;

/// <summary>How the wires of the supervised loop are.</summary>
public enum LoopWires : byte
{
    Whole,
    Open,
    Shorted,
}
