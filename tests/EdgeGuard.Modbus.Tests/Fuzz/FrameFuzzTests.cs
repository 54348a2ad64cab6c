namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>A short run; the whole billion is <c>EdgeGuard.Benchmarks -- fuzz</c>.</summary>
public class FrameFuzzTests
{
    [Fact]
    public async Task No_reader_throws_what_it_does_not_declare_or_takes_more_than_its_check_lets_through()
    {
        var tallies = new List<FuzzTally>();
        await FrameFuzz.RunAsync(2_000_000, Random.Shared.Next(), tallies.Add);

        Assert.Equal(5, tallies.Count);
        Assert.All(tallies, tally => Assert.True(tally.IsGood, tally.ToString()));
    }

    [Fact]
    public void A_reader_that_takes_too_much_is_found()
    {
        var good = new FuzzTally("reader", 1_000_000, 200_000, 131_072, 68_000, Wrong: 10, Chance: 2, Impossible: 0);

        Assert.True(good.IsGood);
        Assert.False((good with { Wrong = 17 }).IsGood);
        Assert.False((good with { Impossible = 1 }).IsGood);
        Assert.False((good with { Accepted = 10 }).IsGood);
        Assert.False((good with { Chance = 0, Wrong = 1 }).IsGood);
    }
}
