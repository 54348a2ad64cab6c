namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>
/// What a power cut leaves of writes that were not flushed: any of their sectors in any mixture; whole writes; a part of
/// each; or all up to a torn one.
/// Lengths survive or not by themselves, and room that was added without its data may hold anything.
/// </summary>
internal sealed class Tear(Random random)
{
    private const int Sector = 512;
    private static readonly double[] Chances = [0, 0.02, 0.5, 0.9, 0.98, 1];

    public void Apply(Bytes image, IReadOnlyList<DiskEvent> pending)
    {
        if (pending.Count == 0) return;
        if (random.Next(2) == 0) Extend(image, pending);
        double chance = random.Next(7) is var i && i < Chances.Length ? Chances[i] : random.NextDouble();
        switch (random.Next(4))
        {
            case 0:
                foreach (DiskEvent change in pending) Sectors(image, change, _ => random.NextDouble() < chance);
                break;
            case 1:
                foreach (DiskEvent change in pending)
                {
                    bool survives = random.NextDouble() < chance;
                    Sectors(image, change, _ => survives);
                }

                break;
            case 2:
                foreach (DiskEvent change in pending)
                {
                    int from = random.Next((change.Bytes.Length / Sector) + 2);
                    int to = random.Next((change.Bytes.Length / Sector) + 2);
                    Sectors(image, change, sector => from <= sector && sector <= to);
                }

                break;
            default:
                int torn = random.Next(pending.Count);
                for (int n = 0; n < torn; n++) Sectors(image, pending[n], static _ => true);
                int sectors = random.Next((pending[torn].Bytes.Length / Sector) + 2);
                Sectors(image, pending[torn], sector => sector < sectors);
                break;
        }
    }

    /// <summary>The newest write survives from some sector on, and nothing else does: old content before new.</summary>
    public void ApplyTail(Bytes image, IReadOnlyList<DiskEvent> pending)
    {
        if (pending.Count == 0) return;
        int from = random.Next((pending[^1].Bytes.Length / Sector) + 1);
        Sectors(image, pending[^1], sector => sector >= from);
    }

    private void Extend(Bytes image, IReadOnlyList<DiskEvent> pending)
    {
        long length = pending.Max(static change => change.Offset + change.Bytes.Length);
        if (length <= image.Length) return;
        byte[] room = new byte[length - image.Length];
        if (random.Next(2) == 0) random.NextBytes(room);
        image.Write(image.Length, room);
    }

    private static void Sectors(Bytes image, DiskEvent change, Func<int, bool> survives)
    {
        if (change.Action == DiskAction.SetLength)
        {
            if (survives(0)) image.SetLength(change.Offset);
            return;
        }

        int sector = 0;
        for (int at = 0; at < change.Bytes.Length; sector++)
        {
            int length = Math.Min(change.Bytes.Length - at, Sector - (int)((change.Offset + at) % Sector));
            if (survives(sector)) image.Write(change.Offset + at, change.Bytes.AsSpan(at, length));
            at += length;
        }
    }
}
