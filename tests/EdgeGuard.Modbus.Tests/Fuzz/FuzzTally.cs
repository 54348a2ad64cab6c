namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>What became of the bytes that one reader was fed.</summary>
/// <param name="Altered">Frames that were random or altered.</param>
/// <param name="Accepted">Frames left alone that were taken, as they should.</param>
/// <param name="Wrong">Altered ones that were taken.</param>
/// <param name="Chance">How many of them the check of the frame lets through by its nature: one of 65536 for a CRC-16.</param>
/// <param name="Impossible">Altered ones that were taken although the check lets none of their kind through.</param>
internal sealed record FuzzTally(string Reader, long Bytes, long Frames, long Altered, long Accepted, long Wrong, double Chance, long Impossible)
{
    /// <summary>Six standard deviations above the chance, and a few for runs too short to have one.</summary>
    public double Allowed => Chance == 0 ? 0 : Chance + 6 * Math.Sqrt(Chance) + 6;

    /// <summary>No more was taken than may be, and most of what was left alone was taken.</summary>
    public bool IsGood => Wrong <= Allowed && Impossible == 0 && Accepted >= (Frames - Altered) * 0.9;

    public override string ToString() => FormattableString.Invariant(
        $"{Reader,-15} {Bytes,13:N0} bytes {Frames,10:N0} frames, {Altered,9:N0} altered, {Accepted,9:N0} good ones taken, {Wrong,3} wrong ones taken (chance {Chance:F1}, allowed {Allowed:F0}), {Impossible} impossible");
}
