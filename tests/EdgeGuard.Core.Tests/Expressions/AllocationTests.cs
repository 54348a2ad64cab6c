using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Tests.Expressions;

public class AllocationTests
{
    [Fact]
    public void Evaluating_allocates_nothing()
    {
        var bench = new Bench().Set("probe-1.t", 20).SetUncertain("probe-2.t", 24).Lose("probe-3.t").Set("ac1.supply", 14).Set("door.open", 1);
        Term[] terms =
        [
            bench.Term("(median(env.temperature) - 2 * ac1.supply) / 3 > 4 and not door.open or vote(2, previous(env.temperature)) > 30 for 5m"),
            bench.Term("max(env.temperature) + min(env.temperature) - avg(env.temperature) + spread(env.temperature) + sum(env.temperature)"),
            bench.Term("count(env.temperature > 3) + known(env.temperature) == -(1 + door.open) and any(ac.mode) and all(ac.mode == 1)"),
            bench.Term("voteOne(2, env.temperature) > voteLow(2, env.temperature) ?? 3"),
        ];
        Run(bench, terms, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(bench, terms, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(Bench bench, Term[] terms, int passes)
    {
        for (int pass = 0; pass < passes; pass++)
        {
            bench.Context.Now += 1_000;
            bench.Context.Pass++;
            foreach (Term term in terms)
                term.Evaluate(bench.Context);
        }
    }
}
