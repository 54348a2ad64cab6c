using CsCheck;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>What holds for every function that remembers.</summary>
public class FunctionStateLaws
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, Func<FunctionBench>> Calls = new()
    {
        ["median3"] = () => new("median3"),
        ["avgOver"] = () => new("avgOver", ("d", FiveMinutes)),
        ["avgOver 1h"] = () => new("avgOver", ("d", TimeSpan.FromHours(1))),
        ["avgOver 10s"] = () => new("avgOver", ("d", TimeSpan.FromSeconds(10))),
        ["minOver"] = () => new("minOver", ("d", FiveMinutes)),
        ["maxOver"] = () => new("maxOver", ("d", FiveMinutes)),
        ["percentileOver"] = () => new("percentileOver", ("p", 95), ("d", FiveMinutes)),
        ["timeIn"] = () => new("timeIn", ("d", FiveMinutes)),
        ["starts"] = () => new("starts", ("d", FiveMinutes)),
        ["change"] = () => new("change", ("d", FiveMinutes)),
        ["integral"] = () => new("integral", ("reset", true)),
        ["integral over"] = () => new("integral", ("d", FiveMinutes)),
        ["slope"] = () => new("slope", ("d", FiveMinutes)),
        ["timeTo"] = () => new("timeTo", ("d", FiveMinutes), ("minSlope", 0), ("r2", 0), ("rise", 0)),
        ["timeToExp"] = () => new("timeToExp", ("d", TimeSpan.FromMinutes(11)), ("r2", 0), ("rise", 0)),
        ["since"] = () => new("since"),
        ["ago"] = () => new("ago"),
        ["latch"] = () => new("latch"),
        ["medianRun"] = () => new("medianRun"),
        ["stuck"] = () => new("stuck", ("d", TimeSpan.FromSeconds(10)), ("learn", FiveMinutes)),
        ["band"] = () => new("band", ("learn", TimeSpan.FromHours(1))),
        ["learnedRunning"] = () => new("learnedRunning", ("running", true), ("learn", Short)),
        ["learnedRunning by current"] = () => new("learnedRunning", ("learn", Short)),
        ["learnedOffset"] = () => new("learnedOffset", ("learn", Short)),
        ["fade"] = () => new("fade", ("demand", true)),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    /// <summary>Seconds of a step, and what becomes of each input: stays mostly, else changes, is lost, or is uncertain.</summary>
    private static readonly Gen<(double Step, int[] Moves)[]> Stories = Gen.Select(
        Gen.Frequency((60, Gen.Const(10.0)), (20, Gen.Const(1.0)), (10, Gen.Const(60.0)), (3, Gen.Const(0.0)), (1, Gen.Const(300.0)), (1, Gen.Const(4000.0))),
        Gen.Int[0, 999].Array[4]).Array[50, 400];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_saved_goes_on_as_if_nothing_had_happened(string name) =>
        Gen.Select(Stories, Gen.Int[0, 10_000]).Sample(
            (story, cut) =>
            {
                FunctionBench whole = Calls[name](), first = Calls[name](), second = Calls[name]();
                int at = cut % story.Length;
                for (int i = 0; i < story.Length; i++)
                {
                    if (i == at)
                        Restore(first, second);
                    Operand expected = Live(whole, story[i]);
                    Operand actual = Live(i < at ? first : second, story[i]);
                    if (expected != actual)
                        return false;
                }

                return true;
            },
            iter: 40, threads: 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_that_ends_too_early_is_refused_and_leaves_the_term_as_new(string name)
    {
        FunctionBench lived = Calls[name]();
        Live(lived, Story(7, 500));
        byte[] state = Save(lived);
        for (int length = 0; length < state.Length; length += 1 + state.Length / 50)
        {
            FunctionBench bench = Calls[name](), fresh = Calls[name]();
            Assert.Throws<InvalidDataException>(() => Load(bench, state.AsSpan(0, length)));
            Assert.Equal(Live(fresh, Story(9, 100)), Live(bench, Story(9, 100)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Advancing_allocates_nothing(string name)
    {
        FunctionBench bench = Calls[name]();
        (double Step, int[] Moves)[] story = Story(3, 3000);
        Live(bench, story);
        Assert.Equal(0, Allocations.Steady(() =>
        {
            foreach ((double Step, int[] Moves) moment in story)
                Live(bench, moment);
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_is_small(string name)
    {
        FunctionBench bench = Calls[name]();
        Live(bench, Story(5, 3000));

        Assert.InRange(Save(bench).Length, 1, 900);
    }

    [Fact]
    public void A_window_of_a_sensor_with_a_tenth_of_resolution_is_saved_in_less_than_three_hundred_bytes()
    {
        foreach (string name in new[] { "avgOver", "minOver", "maxOver", "timeIn", "change" })
        {
            FunctionBench bench = Calls[name]();
            SettableTerm input = bench.Inputs.Single();
            bench.For(1000, 1, second => input.Set(Math.Round(23 + Math.Sin(second / 60), 1)));

            Assert.InRange(Save(bench).Length, 60, 300);
        }
    }

    private static (double Step, int[] Moves)[] Story(uint seed, int length)
    {
        var noise = new Formulas.Noise(seed);
        int Draw() => (int)((noise.Next() + 0.5) * 999);
        double[] steps = [10, 10, 10, 10, 1, 1, 60];
        return [.. Enumerable.Range(0, length).Select(_ => (steps[Draw() % steps.Length], new[] { Draw(), Draw(), Draw(), Draw() }))];
    }

    private static Operand Live(FunctionBench bench, (double Step, int[] Moves)[] story)
    {
        Operand result = default;
        foreach ((double Step, int[] Moves) moment in story)
            result = Live(bench, moment);
        return result;
    }

    private static Operand Live(FunctionBench bench, (double Step, int[] Moves) moment)
    {
        int i = 0;
        foreach (SettableTerm input in bench.Ordered)
        {
            int move = moment.Moves[i++];
            if (!input.Now.IsKnown ? move > 400 : move > 900)
                input.Set(move % 3 == 0 ? 0 : move / 37.0);
            else if (move < 15)
                input.Lose();
            else if (move < 20 && input.Now.IsKnown)
                input.Now = Operand.Uncertain(input.Now.Value, QualityReason.Implausible);
        }

        return bench.After(moment.Step);
    }

    private static byte[] Save(FunctionBench bench)
    {
        var writer = new StateWriter();
        ((StatefulTerm)bench.Term).Save(writer);
        return writer.Written.ToArray();
    }

    private static void Load(FunctionBench bench, ReadOnlySpan<byte> state)
    {
        var reader = new StateReader(state);
        ((StatefulTerm)bench.Term).Load(ref reader);
        Assert.True(reader.AtEnd);
    }

    private static void Restore(FunctionBench from, FunctionBench to)
    {
        Load(to, Save(from));
        to.Context.Now = from.Context.Now;
        to.Context.Pass = from.Context.Pass;
        foreach ((SettableTerm old, SettableTerm fresh) in from.Ordered.Zip(to.Ordered))
            fresh.Now = old.Now;
    }
}
