namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The demo, as a new user's first command.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task It_plays_its_story_and_ends_well()
    {
        CallResult demo = await Binary.CallAsync("demo", "--for", "10s", "--speed", "10");

        Assert.Equal((0, ""), (demo.Exit, demo.Error));
        Assert.Contains("BEGIN", demo.Out, StringComparison.Ordinal);
        Assert.Contains("END", demo.Out, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper!.WriteLine(demo.Out);
    }

    [Fact]
    public async Task Too_short_a_time_for_the_story_is_wrong_usage()
    {
        CallResult demo = await Binary.CallAsync("demo", "--for", "1s");

        Assert.Equal(2, demo.Exit);
        Assert.Contains("--speed", demo.Error, StringComparison.Ordinal);
    }
}
