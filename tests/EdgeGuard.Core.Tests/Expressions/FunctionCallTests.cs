using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Tests.Expressions;

public class FunctionCallTests
{
    private readonly Bench _bench = new();

    [Theory]
    [InlineData("scaled(rect.current, rating.current)", "scaled(rect1.current, 100 A, 1800s, 1.05)")]
    [InlineData("scaled(rect.current, 100)", "scaled(rect1.current, 100 A, 1800s, 1.05)")]
    [InlineData("scaled(k: 1.05, x: rect.current, base: 2 * 50 A, tau: 30m)", "scaled(rect1.current, 100 A, 1800s, 1.05)")]
    [InlineData("scaled(rect.current, 80, tau: 1h, note: \"温\")", "scaled(rect1.current, 80 A, 3600s, 1.05, note: \"温\")")]
    [InlineData("scaled(rect.current, 80, 1h, 2, rect.voltage, \"n\")", "scaled(rect1.current, 80 A, 3600s, 2, rect1.voltage, \"n\")")]
    [InlineData("scaled(rect.current, 80, extra: ac.demand)", "scaled(rect1.current, 80 A, 1800s, 1.05)")]
    [InlineData("scaled(rect.current, 80, tau: rating.tankTime, k: rating.strings)", "scaled(rect1.current, 80 A, 1800s, 1.05)")]
    public void Arguments_fill_parameters_by_place_and_by_name(string text, string canonical)
    {
        Assert.Equal(canonical, _bench.Text(text, _bench.Device("rect1")));
        Assert.Equal(canonical, _bench.Text(canonical));
    }

    [Fact]
    public void A_needed_argument_that_is_not_offered_leaves_the_call_unbound() =>
        Assert.Equal(["rect.current", "rating.current"], _bench.Bind("scaled(rect.current, rating.current) > 3", _bench.Device("ac1")).NotOffered);

    [Theory]
    [InlineData("scaled(rect1.current)", 0, "scaled lacks its argument base")]
    [InlineData("scaled(rect1.current, 100, tua: 5m)", 27, "scaled has no parameter \"tua\", did you mean tau")]
    [InlineData("scaled(rect1.current, 100, x: rect1.voltage)", 27, "the argument x of scaled is given twice")]
    [InlineData("scaled(rect1.current, 100, 5m, 1, 2, \"n\", 4)", 42, "scaled takes at most 6 arguments")]
    [InlineData("scaled(rect1.current, rect1.current)", 22, "the argument base of scaled must be a fixed number: a literal, or rating.…")]
    [InlineData("scaled(rect1.current, 5 V)", 22, "the argument base of scaled must be in A, not in V")]
    [InlineData("scaled(rect1.current, 5, 5)", 25, "a duration is needed here, written like 10m")]
    [InlineData("scaled(rect1.current > 3, 5)", 21, "a number is needed here, not a condition")]
    [InlineData("scaled(rect1.current, 5, note: 5)", 31, "the argument note of scaled must be a text in double quotes")]
    [InlineData("rises(rect1.current)", 6, "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0")]
    [InlineData("1 + refused()", 4, "not like this")]
    public void A_call_that_does_not_fit_is_refused_with_its_place(string text, int offset, string words) => Assert.Equal((offset, words), _bench.Problem(text));

    [Fact]
    public void Equal_calls_are_one_term_that_moves_on_once_a_pass()
    {
        Term first = _bench.Term("previous(ac1.supply) > 3 and previous(ac1.supply) < 9");
        Term second = _bench.Term("previous(ac.supplyTemperature) > 20", _bench.Device("ac1"));
        var term = Assert.IsType<PreviousTerm>(Assert.Single(_bench.Pool.All));
        Assert.Equal("previous(ac1.supply)", term.Key);
        _bench.Evaluate(first);
        second.Evaluate(_bench.Context);
        Assert.Equal(1, term.Advances);
    }

    [Fact]
    public void What_is_not_kept_leaves_nothing_in_the_pool()
    {
        _bench.Bind("previous(ac1.supply) > 3 and ac1.suply > 3");
        _bench.Bind("previous(ac1.supply) > 3 and ac.humidity > 3", _bench.Device("ac1"));
        _bench.Bind("previous(ac.demand) ?? 5", _bench.Device("ac2"));
        Assert.Empty(_bench.Pool.All);
    }

    [Fact]
    public void What_learned_about_a_device_begins_anew_when_it_is_replaced()
    {
        var replaced = new Bench { RectifierInstallation = "2026-01-02" };
        foreach (string text in new[] { "learned(rect1.current)", "previous(learned(rect1.current) + 3)" })
        {
            string before = ((StatefulTerm)_bench.Term(text)).Key;
            string after = ((StatefulTerm)replaced.Term(text)).Key;
            Assert.EndsWith(" @ rect1=2021-06-30", before);
            Assert.EndsWith(" @ rect1=2026-01-02", after);
        }

        Assert.Equal("previous(rect1.current)", ((StatefulTerm)replaced.Term("previous(rect1.current)")).Key);
    }
}
