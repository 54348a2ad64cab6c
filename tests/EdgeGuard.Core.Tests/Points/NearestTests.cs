using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Points;

public class NearestTests
{
    private static readonly string[] Known = ["baud", "parity", "path", "stopBits", "h"];

    [Theory]
    [InlineData("buad", "baud")]
    [InlineData("Parity", "parity")]
    [InlineData("stop_bits", "stopBits")]
    [InlineData("pat", "path")]
    [InlineData("speed", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void The_name_with_the_fewest_edits_is_offered_unless_it_is_far_off(string written, string? nearest) =>
        Assert.Equal(nearest, Nearest.Name(written, Known));
}
