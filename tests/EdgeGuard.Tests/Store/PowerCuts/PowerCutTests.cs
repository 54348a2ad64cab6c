using System.Diagnostics;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>Power cuts at recorded moments, with torn and lost sectors, and in half of the cases again during recovery.</summary>
public sealed class PowerCutTests
{
    /// <summary>Cuts, not counting those during recovery; EDGEGUARD_LONG=1 makes ten thousand, in a quarter of an hour.</summary>
    private static readonly (int Many, int Shards) s_size = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1" ? (10_000, 200) : (50, 10);

    /// <summary>The shards take them in turns.</summary>
    private static readonly Func<int, IWorkload>[] s_kinds =
    [
        static seed => new DatabaseWorkload(seed, steps: 90, collections: 3, checkpointPages: 40),
        static seed => new DatabaseWorkload(seed, steps: 90, collections: 3, checkpointPages: 60),
        static seed => new DatabaseWorkload(seed, steps: 90, collections: 60, checkpointPages: 40),
        static seed => new DatabaseWorkload(seed, steps: 70, collections: 60, checkpointPages: 100),
        static seed => new DatabaseWorkload(seed, steps: 40, collections: 3, checkpointPages: 40, ballast: 55),
        static seed => new StoreWorkload(200),
        static seed => new StoreWorkload(150),
        static seed => new StoreWorkload(120),
        static seed => new SegmentWorkload(80),
        static seed => new SegmentWorkload(60),
    ];

    [Theory]
    [InlineData(1, 3, 80)]
    [InlineData(2, 60, 60)]
    public void A_database_holds_all_that_was_acknowledged_and_nothing_by_halves(int seed, int collections, int cuts) =>
        new CutRunner(() => new DatabaseWorkload(seed, steps: 90, collections, checkpointPages: 40), seed).Run(cuts);

    [Fact]
    public void A_database_of_more_than_ten_megabytes_does_so_too() =>
        new CutRunner(static () => new DatabaseWorkload(3, steps: 30, collections: 3, checkpointPages: 40, ballast: 55), 3).Run(30);

    [Fact]
    public void A_store_holds_all_that_was_acknowledged_and_repeats_no_number() =>
        new CutRunner(static () => new StoreWorkload(steps: 200), 50).Run(80);

    [Fact]
    public void A_store_that_drops_its_oldest_telemetry_loses_no_other_and_counts_it_exactly() =>
        new CutRunner(static () => new SegmentWorkload(steps: 60), 4).Run(50);

    [Fact]
    public void Cuts_in_every_kind_of_life_lose_nothing_leave_nothing_by_halves_and_nothing_unopenable()
    {
        var clock = Stopwatch.StartNew();
        (int done, int verified) = (0, 0);
        Parallel.For(0, s_size.Shards, new ParallelOptions { MaxDegreeOfParallelism = 2 }, shard =>
        {
            var runner = new CutRunner(() => s_kinds[shard % s_kinds.Length](1000 + shard), 7000 + shard);
            runner.Run(s_size.Many / s_size.Shards);
            int all = Interlocked.Add(ref verified, runner.Verified);
            string progress = $"{Interlocked.Increment(ref done)} of {s_size.Shards} shards: {all} cuts verified in {clock.Elapsed.TotalSeconds:F0} s";
            TestContext.Current.SendDiagnosticMessage(progress);
        });
        Assert.True(verified >= s_size.Many);
    }
}
