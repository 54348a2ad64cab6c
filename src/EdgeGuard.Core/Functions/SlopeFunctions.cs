using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>How an input moves, and when it reaches a limit [domain 4.3, slope to limit]. The samples are thinned to the means of 60 parts of the span.</summary>
internal static class SlopeFunctions
{
    private const double MsPerMinute = 60_000;
    private static readonly Parameter X = new("x", ParameterKind.Number);
    private static readonly Parameter Limit = new("limit", ParameterKind.Number);
    private static readonly Parameter Over = new("d", ParameterKind.Duration);
    private static readonly Parameter Quantum = new("quantum", ParameterKind.Constant, 0.1);
    private static readonly Parameter MinSlope = new("minSlope", ParameterKind.Constant, 0.05);
    private static readonly Parameter R2 = new("r2", ParameterKind.Constant, 0.8);
    private static readonly Parameter Rise = new("rise", ParameterKind.Constant, 5);
    private static readonly Parameter Margin = new("margin", ParameterKind.Constant, 0.2);

    /// <summary>1: the limit is above, and what is past it has reached it (0 s); -1: below; 0: on whichever side the value is not.</summary>
    private static readonly Parameter Direction = new("direction", ParameterKind.Constant, 0);

    public static FunctionSpec[] All =>
    [
        new("slope", new("最小二乘斜率，每分钟", "least squares slope, per minute"), [X, Over],
            call => new WindowTerm(call.Term("x"), Unit.None, Keep.Samples, call.Duration("d"), (window, _) => window.Tell(LineOf(window, out double _).Slope))),
        new("timeTo", new("按直线趋势到达限值的秒数；不趋近限值或趋势不可信时为无穷", "seconds until the straight trend reaches the limit; infinite when it does not, or is not to be believed"),
            [X, Limit, Over, Quantum, MinSlope, R2, Rise, Direction], TimeTo),
        new("timeToExp", new("按指数趋近到达限值的秒数；需十分钟以上数据", "seconds until an exponential approach reaches the limit; needs more than 10 minutes of data"),
            [X, Limit, Over, Quantum, R2, Rise, Margin, Direction], TimeToExp),
    ];

    private static WindowTerm TimeTo(FunctionCall call)
    {
        Term limit = call.Term("limit");
        int direction = Math.Sign(call.Constant("direction"));
        var needs = new TrendNeeds(call.Constant("minSlope"), call.Constant("r2"), call.Constant("rise") * call.Constant("quantum"));
        return new(call.Term("x"), Unit.Second, Keep.Samples, call.Duration("d"), (window, context) =>
        {
            Operand to = limit.Evaluate(context);
            if (!to.IsKnown)
                return to;
            Line line = LineOf(window, out double span);
            double seconds = 60 * Trend.MinutesTo(line, span, to.Value, direction, needs);
            return Operand.From(seconds, window.Tell(seconds), to);
        });
    }

    private static TimeToExpTerm TimeToExp(FunctionCall call)
    {
        if (call.Duration("d") <= TimeSpan.FromMinutes(10))
            throw new ExpressionException(new("timeToExp 的时间窗须长于 10 分钟。", "timeToExp needs a window longer than 10m."));
        var needs = new TrendNeeds(0, call.Constant("r2"), call.Constant("rise") * call.Constant("quantum"));
        return new(call.Term("x"), call.Term("limit"), call.Duration("d"), needs, call.Constant("margin"), Math.Sign(call.Constant("direction")));
    }

    private static Line LineOf(Window window, out double span)
    {
        span = 0;
        if (!window.CanTell)
            return default;
        Span<double> times = stackalloc double[Window.MostPoints], values = stackalloc double[Window.MostPoints];
        int count = window.CopyPoints(times, values);
        if (count == 0)
            return default;
        span = (times[count - 1] - times[0]) / MsPerMinute;
        Line line = LeastSquares.Fit(times[..count], values[..count]);
        return line with { Slope = line.Slope * MsPerMinute };
    }
}
