using CsCheck;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class SettledSetTests
{
    [Fact]
    public void Ranges_in_any_order_make_the_same_set_as_their_numbers_one_by_one() =>
        Gen.Select(Gen.Long[1, 60], Gen.Long[0, 15]).List[0, 12].Sample(ranges =>
        {
            var set = new SettledSet();
            var numbers = new SortedSet<long>();
            foreach ((long first, long length) in ranges)
            {
                set.Add(first, first + length - 1);
                for (long n = first; n < first + length; n++) numbers.Add(n);
            }

            long low = 0;
            while (numbers.Contains(low + 1)) low++;
            return set.Count == numbers.Count
                && set.Low == low
                && set.NextOpen(low) == low + 1
                && Enumerable.Range(1, 80).All(n => set.Contains(n) == numbers.Contains(n))
                && set.Ranges.Zip(set.Ranges.Skip(1)).All(static pair => pair.First.Last + 1 < pair.Second.First);
        });

    [Fact]
    public void What_is_taken_out_is_settled_no_more_and_nothing_else_changes() =>
        Gen.Select(Gen.Bool, Gen.Long[1, 60], Gen.Long[1, 15]).List[0, 20].Sample(steps =>
        {
            var set = new SettledSet();
            var numbers = new SortedSet<long>();
            foreach ((bool add, long first, long length) in steps)
            {
                if (add) set.Add(first, first + length - 1);
                else set.Remove(first, first + length - 1);
                for (long n = first; n < first + length; n++) _ = add ? numbers.Add(n) : numbers.Remove(n);
            }

            return set.Count == numbers.Count
                && Enumerable.Range(1, 80).All(n => set.Contains(n) == numbers.Contains(n))
                && Enumerable.Range(1, 80).All(n => set.NextSettled(n) == numbers.Where(found => found >= n).Select(static found => (long?)found).FirstOrDefault())
                && set.Ranges.Zip(set.Ranges.Skip(1)).All(static pair => pair.First.Last + 1 < pair.Second.First);
        });
}
