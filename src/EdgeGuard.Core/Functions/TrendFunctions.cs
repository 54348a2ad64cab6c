using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Where a load is going (domain: section 4.4, forecast).</summary>
internal static class TrendFunctions
{
    public static FunctionSpec[] All =>
    [
        new("peakTrend",
            new("按每日峰值的上升趋势达到限值的时间", "time until the rising daily peaks reach a limit"),
            [
                new("x", ParameterKind.Number),
                new("limit", ParameterKind.Number),
                new("hold", ParameterKind.Condition, Optional: true),
            ],
            PeakTrend),
    ];

    private static PeakTrendTerm PeakTrend(FunctionCall call)
    {
        call.RequireAlike("x", "limit");
        return new PeakTrendTerm(call.Term("x"), call.Term("limit"), call.TermOrNull("hold"));
    }
}
