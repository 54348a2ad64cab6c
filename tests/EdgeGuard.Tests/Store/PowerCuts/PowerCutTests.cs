namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>
/// Power cuts at recorded moments, with torn and lost sectors, and again during recovery. EDGEGUARD_LONG=1 makes thousands of them.
/// </summary>
public sealed class PowerCutTests
{
    private static readonly int Times = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1" ? 20 : 1;

    [Theory]
    [InlineData(1, 3, 80)]
    [InlineData(2, 60, 60)]
    public void A_database_holds_all_that_was_acknowledged_and_nothing_by_halves(int seed, int collections, int cuts)
    {
        for (int round = 0; round < Times; round++)
            new CutRunner(() => new DatabaseWorkload(seed + (round * 100), steps: 90, collections, checkpointPages: 40), seed + round).Run(cuts);
    }

    [Fact]
    public void A_store_holds_all_that_was_acknowledged_and_repeats_no_number()
    {
        for (int round = 0; round < Times; round++) new CutRunner(static () => new StoreWorkload(steps: 200), 50 + round).Run(80);
    }
}
