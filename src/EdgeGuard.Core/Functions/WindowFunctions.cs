using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>What an input was over the last span of time: see <see cref="Window"/> for what all of them have in common.</summary>
internal static class WindowFunctions
{
    private const double MsPerHour = 3_600_000;
    private static readonly Parameter X = new("x", ParameterKind.Number);
    private static readonly Parameter Condition = new("cond", ParameterKind.Condition);
    private static readonly Parameter Over = new("d", ParameterKind.Duration);

    public static FunctionSpec[] All =>
    [
        new("median3", new("最近三个已知值的中位数，滤除单点尖峰", "median of the last three known values: a spike dies"), [X],
            call => new Median3Term(call.Term("x"))),
        OfNumber("avgOver", new("一段时间内的平均值", "mean over a span of time"), Keep.Mean, (window, _) => window.Tell(window.Total / window.Known)),
        OfNumber("minOver", new("一段时间内的最小值", "least over a span of time"), Keep.Least, (window, _) => window.Tell(window.Extreme)),
        OfNumber("maxOver", new("一段时间内的最大值", "greatest over a span of time"), Keep.Greatest, (window, _) => window.Tell(window.Extreme)),
        OfNumber("change", new("现值与一段时间之前的值之差", "the value now minus the value that long ago"), Keep.First, (window, _) => Change(window)),
        new("percentileOver", new("一段时间内的百分位数（对六十等分的均值）", "percentile over a span of time, of the means of its 60 parts"),
            [X, new("p", ParameterKind.Constant), Over], Percentile),
        new("timeIn", new("一段时间内条件成立的秒数", "seconds for which a condition was true in a span of time"), [Condition, Over],
            call => new WindowTerm(call.Term("cond"), Unit.Second, Keep.Mean, call.Duration("d"), (window, _) => window.Tell(window.Total / 1000))),
        new("starts", new("一段时间内条件由假变真的次数", "how often a condition became true in a span of time"), [Condition, Over],
            call => new StartsTerm(call.Term("cond"), call.Duration("d"))),
        new("integral", new("数值对小时的积分：A 得 Ah，W 得 Wh；可限于一段时间，或自某条件成立起", "value times hours: A gives Ah, W gives Wh; over a span, or since a condition was last true"),
            [X, Over with { Optional = true }, new("reset", ParameterKind.Condition, Optional: true)], Integral),
    ];

    private static FunctionSpec OfNumber(string name, Words help, Keep keep, WindowReading read) =>
        new(name, help, [X, Over], call => new WindowTerm(call.Term("x"), call.Term("x").Unit, keep, call.Duration("d"), read));

    private static Operand Change(Window window)
    {
        if (!window.Latest.IsKnown)
            return window.Latest;
        (long part, double share) = window.Beginning;
        WindowPart here = window.At(part), next = window.At(part + 1);
        if (!here.HasValue && !next.HasValue)
            return Operand.Unknown(QualityReason.Learning);
        double then = !here.HasValue ? next.Value : !next.HasValue ? here.Value : here.Value + share * (next.Value - here.Value);
        double change = window.Latest.Value - then;
        bool unsure = here.HasValue ? here.Unsure : next.Unsure;
        return unsure && window.Latest.Quality == Quality.Good ? Operand.Uncertain(change, window.Doubt) : Operand.From(change, window.Latest);
    }

    private static WindowTerm Percentile(FunctionCall call)
    {
        double percent = call.Constant("p");
        if (!(percent is >= 0 and <= 100))
            throw new ExpressionException(new("百分位须在 0 到 100 之间。", "A percentile is from 0 to 100."));
        return new(call.Term("x"), call.Term("x").Unit, Keep.Mean, call.Duration("d"), (window, _) =>
        {
            if (!window.CanTell)
                return window.Tell(0);
            Span<double> values = stackalloc double[Window.MostPoints], weights = stackalloc double[Window.MostPoints];
            int count = window.CopyWeights(values, weights);
            return window.Tell(Percentiles.NearestRank(values[..count], weights[..count], percent));
        });
    }

    private static RememberingTerm Integral(FunctionCall call)
    {
        Term x = call.Term("x");
        Unit unit = x.Unit switch { Unit.Ampere => Unit.AmpereHour, Unit.Watt => Unit.WattHour, _ => Unit.None };
        if (!call.Has("d"))
            return new IntegralTerm(x, unit, call.Has("reset") ? call.Term("reset") : null);
        if (call.Has("reset"))
            throw new ExpressionException(new("integral 的 d 与 reset 只能用一个。", "integral takes d or reset, not both."));
        return new WindowTerm(x, unit, Keep.Mean, call.Duration("d"), (window, _) => window.Tell(window.Total / MsPerHour));
    }
}
