using CsCheck;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class SeqSetTests
{
    private static readonly Gen<SeqRange> s_range = Gen.Select(Gen.Long[1, 50], Gen.Long[0, 12], (first, more) => new SeqRange(first, first + more));

    [Fact]
    public void It_holds_the_numbers_of_the_ranges_and_no_others() => s_range.Array[0, 20].Sample(ranges =>
    {
        var set = new SeqSet();
        foreach (SeqRange range in ranges)
        {
            set.Add(range);
        }

        return Enumerable.Range(0, 70).All(seq => set.Contains(seq) == ranges.Any(range => range.First <= seq && seq <= range.Last));
    });
}
