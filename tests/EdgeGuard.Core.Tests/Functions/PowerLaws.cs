using CsCheck;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>What holds for every function of power, batteries and age that remembers.</summary>
public class PowerLaws
{
    private static readonly Gen<(double Seconds, double Value, bool Bad)[]> Lives =
        Gen.Select(Gen.OneOf(Gen.Double[0, 30], Gen.Double[100, 4000]), Gen.Double[-60, 160], Gen.Double[0, 1].Select(x => x < 0.15)).Array[1, 120];

    public static TheoryData<string> Functions =>
        ["thermal", "thermalLeft", "upsDamage", "upsTimeLeft", "remaining", "voltageLeft", "returnedShare", "aging", "lifeLeft", "peakTrend"];

    /// <summary>A term over one number, and conditions that follow from it.</summary>
    private static Term Make(string function, Settable x, Settable low, Settable high)
    {
        var fixedNumber = new Settable();
        fixedNumber.Set(120);
        return function switch
        {
            "thermal" or "thermalLeft" => Bench.Call(function, ("current", x), ("base", 100)),
            "upsDamage" or "upsTimeLeft" => Bench.Call(function, ("load", x), ("ambient", high)),
            "remaining" => Bench.Call(function, ("current", x), ("capacity", fixedNumber), ("temperature", x), ("discharging", low), ("full", high)),
            "voltageLeft" => Bench.Call(function, ("voltage", x), ("lvd", low), ("discharging", high)),
            "returnedShare" => Bench.Call(function, ("current", x)),
            "aging" or "lifeLeft" => Bench.Call(function, ("temperature", x), ("installed", 1.58e9), ("design", 3e8)),
            _ => Bench.Call(function, ("x", x), ("limit", fixedNumber), ("hold", high)),
        };
    }

    private static Operand[] Live(string function, (double Seconds, double Value, bool Bad)[] life, bool restarting)
    {
        var bench = new Bench();
        var (x, low, high) = (new Settable(), new Settable(), new Settable());
        Term term = Make(function, x, low, high);
        var told = new Operand[life.Length];
        for (int i = 0; i < life.Length; i++)
        {
            var (seconds, value, bad) = life[i];
            x.Now = bad ? Operand.Unknown(QualityReason.Crc) : Operand.Good(value);
            low.Set(value < 40 ? 1 : 0);
            high.Now = value > 150 ? Operand.Unknown(QualityReason.Stale) : Operand.Good(value > 110);
            bench.Context.Wall = i % 3 == 0 ? null : new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(bench.Context.Now / 1000.0);
            told[i] = bench.After(seconds, term);
            if (restarting && i % 3 == 1)
                term = Bench.Restore(term, () => Make(function, x, low, high));
        }

        return told;
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_restart_from_a_snapshot_changes_nothing(string function) =>
        Lives.Sample(life => Assert.Equal(Live(function, life, restarting: false), Live(function, life, restarting: true)), iter: 100);

    [Theory]
    [MemberData(nameof(Functions))]
    public void What_is_known_is_never_negative_nor_not_a_number(string function) =>
        Lives.Sample(life => Assert.All(Live(function, life, restarting: false), told => Assert.True(!told.IsKnown || told.Value >= 0)), iter: 100);

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_state_that_ends_too_early_is_refused_and_leaves_the_term_as_new(string function)
    {
        var (x, low, high) = (new Settable(), new Settable(), new Settable());
        x.Set(35);
        low.Set(1);
        high.Set(0);
        var lived = (StatefulTerm)Make(function, x, low, high);
        new Bench().Run(100_000, 60, lived);
        var writer = new StateWriter();
        lived.Save(writer);
        var term = (StatefulTerm)Make(function, x, low, high);
        var fresh = new StateWriter();
        term.Save(fresh);
        for (int length = 0; length < writer.Written.Length; length++)
            Assert.Throws<InvalidDataException>(() => Load(term, writer.Written[..length]));
        var after = new StateWriter();
        term.Save(after);
        Assert.Equal(fresh.Written, after.Written);
    }

    private static void Load(StatefulTerm term, ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        term.Load(ref reader);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Moving_on_allocates_nothing(string function)
    {
        var (x, low, high) = (new Settable(), new Settable(), new Settable());
        low.Set(1);
        high.Set(0);
        Term term = Make(function, x, low, high);
        var context = new EvaluationContext(0) { Wall = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero) };
        Pass(2000);
        Assert.Equal(0, Allocations.Steady(() => Pass(20_000)));

        void Pass(int passes)
        {
            for (int i = 0; i < passes; i++)
            {
                context.Now += 60_000;
                context.Pass++;
                x.Set(20 + i % 120);
                term.Evaluate(context);
            }
        }
    }
}
