namespace EdgeGuard.Core.Profiles;

/// <summary>The registers (or bits) of one value of a <see cref="PlanBlock"/>, or of several values that share them.</summary>
/// <param name="Address">The first, on the wire.</param>
public readonly record struct BlockCell(int Address, int Count)
{
    /// <summary>The first behind it.</summary>
    public int End => Address + Count;
}
