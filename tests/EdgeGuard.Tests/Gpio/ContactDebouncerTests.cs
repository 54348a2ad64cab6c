using CsCheck;
using EdgeGuard.Gateway.Gpio;

namespace EdgeGuard.Gateway.Tests.Gpio;

public class ContactDebouncerTests
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(50);

    /// <summary>How long each level of a line holds, in ms, from low on.</summary>
    private static readonly Gen<int[]> Levels = Gen.Int[1, 200].Array[1, 30];

    [Fact]
    public void Exactly_the_changes_that_hold_are_told_in_order_and_one_debounce_time_later() =>
        Levels.Sample(holds =>
        {
            var debouncer = new ContactDebouncer(Debounce);
            debouncer.Sample(false, TimeSpan.Zero);
            List<SettledLevel> expected = [];
            TimeSpan at = TimeSpan.FromMilliseconds(60);
            bool high = false, stable = false;
            foreach (int hold in holds)
            {
                high = !high;
                debouncer.Edge(high, at);
                if (hold >= Debounce.TotalMilliseconds && high != stable)
                {
                    stable = high;
                    expected.Add(new SettledLevel(high, at + Debounce));
                }

                at += TimeSpan.FromMilliseconds(hold);
            }

            debouncer.Sample(high, at);
            Assert.Equal(expected, Taken(debouncer));
        });

    [Fact]
    public void With_every_edge_lost_the_samples_still_end_at_the_lines_level() =>
        Levels.Sample(holds =>
        {
            var debouncer = new ContactDebouncer(Debounce);
            debouncer.Sample(false, TimeSpan.Zero);
            TimeSpan at = TimeSpan.Zero;
            bool high = false;
            foreach (int hold in holds)
            {
                at += TimeSpan.FromMilliseconds(hold);
                high = !high;
                debouncer.Sample(high, at);
            }

            for (int more = 1; more <= 3; more++)
                debouncer.Sample(high, at + more * Debounce);
            Assert.Equal(high, debouncer.Stable);
        });

    [Fact]
    public void Settled_levels_alternate_and_their_times_never_go_back_whatever_is_lost_or_late() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[-40, 80]).Array[1, 60].Sample(steps =>
        {
            var debouncer = new ContactDebouncer(Debounce);
            debouncer.Sample(false, TimeSpan.Zero);
            TimeSpan at = TimeSpan.FromMilliseconds(100);
            bool last = false;
            TimeSpan lastAt = TimeSpan.Zero;
            foreach ((bool isEdge, bool high, int step) in steps)
            {
                at += TimeSpan.FromMilliseconds(Math.Max(step, 0));
                if (isEdge)
                    debouncer.Edge(high, at + TimeSpan.FromMilliseconds(Math.Min(step, 0)));
                else
                    debouncer.Sample(high, at);
                foreach (SettledLevel settled in Taken(debouncer))
                {
                    Assert.NotEqual(last, settled.High);
                    Assert.True(settled.At >= lastAt && settled.At <= at);
                    (last, lastAt) = (settled.High, settled.At);
                }
            }
        });

    [Fact]
    public void A_bounce_whose_end_is_told_after_the_line_was_sampled_is_still_a_bounce()
    {
        var debouncer = new ContactDebouncer(Debounce);
        debouncer.Sample(false, TimeSpan.Zero);

        debouncer.Edge(true, TimeSpan.FromMilliseconds(100));
        debouncer.Sample(false, TimeSpan.FromMilliseconds(300));
        debouncer.Edge(false, TimeSpan.FromMilliseconds(120));
        debouncer.Sample(false, TimeSpan.FromMilliseconds(301));

        Assert.Empty(Taken(debouncer));
    }

    [Fact]
    public void A_pulse_whose_end_is_told_after_the_line_was_sampled_is_still_a_pulse()
    {
        var debouncer = new ContactDebouncer(Debounce);
        debouncer.Sample(false, TimeSpan.Zero);

        debouncer.Edge(true, TimeSpan.FromMilliseconds(100));
        debouncer.Sample(false, TimeSpan.FromMilliseconds(300));
        debouncer.Edge(false, TimeSpan.FromMilliseconds(220));
        debouncer.Sample(false, TimeSpan.FromMilliseconds(301));

        Assert.Equal([new(true, TimeSpan.FromMilliseconds(150)), new(false, TimeSpan.FromMilliseconds(270))], Taken(debouncer));
    }

    [Fact]
    public void Without_a_debounce_time_every_edge_counts_at_once()
    {
        var debouncer = new ContactDebouncer(TimeSpan.Zero);
        debouncer.Sample(false, TimeSpan.Zero);

        debouncer.Edge(true, TimeSpan.FromMilliseconds(1));
        debouncer.Edge(false, TimeSpan.FromMilliseconds(2));

        Assert.Equal([true, false], Taken(debouncer).Select(s => s.High));
    }

    private static List<SettledLevel> Taken(ContactDebouncer debouncer)
    {
        List<SettledLevel> taken = [];
        while (debouncer.TryTake(out SettledLevel settled))
            taken.Add(settled);
        return taken;
    }
}
