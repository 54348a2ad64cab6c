using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class SettlementRangesTests
{
    [Fact]
    public void Neighbours_of_one_stream_and_verdict_become_one_range()
    {
        Settlement[] singles = [One("t", 3), One("alarm", 1), One("t", 1), One("t", 2), One("t", 5), One("t", 6, "too large")];

        Assert.Equal(
            [new("alarm", new(1, 1)), new("t", new(1, 3)), new("t", new(5, 5)), new("t", new(6, 6), "too large")],
            SettlementRanges.Join(singles));
    }

    private static Settlement One(string stream, long seq, string? rejection = null) => new(stream, new(seq, seq), rejection);
}
