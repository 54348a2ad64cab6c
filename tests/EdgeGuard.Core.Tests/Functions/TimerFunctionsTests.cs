using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

public class TimerFunctionsTests
{
    [Fact]
    public void Since_counts_from_the_first_true_and_a_false_ends_it()
    {
        var bench = new FunctionBench("since");
        bench.Inputs.Single().Set(true);
        bench.After(5);
        Known.Is(100, bench.For(100));
        bench.Inputs.Single().Set(false);
        Known.Is(0, bench.After(1));
        bench.Inputs.Single().Set(true);
        Known.Is(0, bench.After(1));
    }

    [Fact]
    public void Since_stands_still_while_its_condition_is_unknown_and_begins_anew_after_a_minute_of_that()
    {
        var bench = new FunctionBench("since");
        SettableTerm condition = bench.Inputs.Single();
        condition.Set(true);
        bench.After(5);
        bench.For(100);
        condition.Lose();
        Assert.False(bench.For(50).IsKnown);
        condition.Set(true);
        Known.Is(100, bench.After(1));
        Known.Is(110, bench.For(10));
        condition.Lose();
        bench.For(61);
        condition.Set(true);
        Known.Is(0, bench.After(1));
    }

    [Fact]
    public void Since_begins_anew_after_the_gateway_was_away()
    {
        var bench = new FunctionBench("since");
        bench.Inputs.Single().Set(true);
        bench.For(1000);

        Known.Is(0, bench.After(3600));
        Known.Is(30, bench.For(30));
    }

    [Fact]
    public void One_lost_poll_of_a_minute_does_not_begin_since_anew()
    {
        var bench = new FunctionBench("since");
        bench.Inputs.Single().Set(true);
        bench.For(660, 60);
        bench.Inputs.Single().Lose();
        bench.After(60);
        bench.Inputs.Single().Set(true);

        Known.Is(600, bench.After(60));
    }

    [Fact]
    public void Ago_is_infinite_before_the_first_time_and_goes_on_while_nothing_is_known()
    {
        var bench = new FunctionBench("ago");
        SettableTerm condition = bench.Inputs.Single();
        condition.Set(false);
        Known.Is(double.PositiveInfinity, bench.After(1));
        condition.Set(true);
        Known.Is(0, bench.After(1));
        condition.Set(false);
        Known.Is(10, bench.For(10));
        condition.Lose();
        Assert.False(bench.For(100).IsKnown);
        condition.Set(false);
        Known.Is(120, bench.After(10));
    }

    [Theory]
    [InlineData("..s..r..", "00111000")]
    [InlineData("s.b.r", "11110")]
    [InlineData("su.ur.", "111100")]
    public void A_latch_stays_set_until_it_is_reset(string inputs, string expected)
    {
        var bench = new FunctionBench("latch");
        string results = "";
        foreach (char input in inputs)
        {
            bench["set"].Set(input is 's' or 'b');
            bench["reset"].Set(input is 'r' or 'b');
            if (input == 'u')
                bench["reset"].Lose();
            results += bench.After(1).Value;
        }

        Assert.Equal(expected, results);
    }

    [Fact]
    public void A_latch_that_is_not_set_is_unknown_while_nobody_knows_whether_it_should_be()
    {
        var bench = new FunctionBench("latch");
        bench["set"].Lose();
        bench["reset"].Set(true);

        Assert.False(bench.After(1).IsKnown);
    }

    [Fact]
    public void The_median_run_is_that_of_runs_whose_both_ends_were_seen()
    {
        var bench = new FunctionBench("medianRun");
        SettableTerm running = bench.Inputs.Single();
        running.Set(true);
        bench.For(5000);
        foreach (int length in new[] { 120, 600, 180 })
        {
            running.Set(false);
            Known.IsLearning(bench.For(60));
            running.Set(true);
            bench.For(length);
        }

        running.Set(false);
        Known.Is(180, bench.After(1));
    }

    [Fact]
    public void A_run_with_a_long_unknown_stretch_is_no_run()
    {
        var bench = new FunctionBench("medianRun", ("count", 1));
        SettableTerm running = bench.Inputs.Single();
        running.Set(false);
        bench.For(10);
        running.Set(true);
        bench.For(100);
        running.Lose();
        bench.For(100);
        running.Set(true);
        bench.For(100);
        running.Set(false);

        Known.IsLearning(bench.For(10));
    }

    [Fact]
    public void Runs_older_than_the_span_do_not_count()
    {
        var bench = new FunctionBench("medianRun", ("count", 1), ("d", TimeSpan.FromHours(1)));
        SettableTerm running = bench.Inputs.Single();
        running.Set(false);
        bench.For(10);
        running.Set(true);
        bench.For(100);
        running.Set(false);
        Known.Is(100, bench.For(3000));

        Known.IsLearning(bench.For(700));
    }

    [Theory]
    [InlineData("Mon-Fri 08:00-20:00", "2026-11-25T08:00", true)] // a Wednesday
    [InlineData("Mon-Fri 08:00-20:00", "2026-11-25T07:59", false)]
    [InlineData("Mon-Fri 08:00-20:00", "2026-11-25T20:00", false)]
    [InlineData("Mon-Fri 08:00-20:00", "2026-11-28T12:00", false)]
    [InlineData("Mon-Fri 08:00-20:00, Sat 09:00-12:00", "2026-11-28T11:59", true)]
    [InlineData("Sun 22:00-06:00", "2026-11-30T05:59", true)]
    [InlineData("Sun 22:00-06:00", "2026-11-29T05:59", false)]
    [InlineData("22:00-06:00", "2026-11-26T02:00", true)]
    [InlineData("Sat-Mon", "2026-11-30T23:59", true)]
    [InlineData("Sat-Mon", "2026-12-01T00:00", false)]
    [InlineData("Wed 00:00-24:00", "2026-11-25T23:59", true)]
    public void A_timetable_tells_whether_local_time_is_in_it(string times, string wall, bool expected)
    {
        var bench = new FunctionBench("schedule", ("times", times));
        Assert.False(bench.After(1).IsKnown);
        bench.Context.Wall = new DateTimeOffset(DateTime.Parse(wall), TimeSpan.FromHours(8));

        Assert.Equal(Operand.Good(expected), bench.After(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mo 08:00-20:00")]
    [InlineData("Mon 8:00-20:00")]
    [InlineData("Mon 08:00-25:00")]
    [InlineData("Mon 08:60-20:00")]
    [InlineData("Mon 08:00-08:00")]
    [InlineData("Mon-Fri-Sun 08:00-20:00")]
    [InlineData("Mon 08:00-20:00,")]
    [InlineData("Mon 08:00 20:00")]
    [InlineData("08:00")]
    public void What_is_no_timetable_is_refused_in_both_languages(string times)
    {
        var refused = Assert.Throws<ExpressionException>(() => new FunctionBench("schedule", ("times", times)));

        Assert.Contains("Mon-Fri 08:00-20:00", refused.Words.En);
        Assert.Contains("时间表", refused.Words.Zh);
    }
}
