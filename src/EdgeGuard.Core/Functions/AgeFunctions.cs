using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Over-age (domain: section 4.6).</summary>
internal static class AgeFunctions
{
    private static readonly Parameter[] Battery =
    [
        new("temperature", ParameterKind.Number, Unit: Unit.DegreeCelsius),
        new("installed", ParameterKind.Constant, Unit: Unit.Second),
        new("design", ParameterKind.Constant, Unit: Unit.Second),
        new("share", ParameterKind.Constant, Default: 0.75, Unit: Unit.None),
    ];

    public static FunctionSpec[] All =>
    [
        new("aging",
            new("蓄电池已消耗的寿命比例（按设计寿命的 75 % 计算）", "share of its life that a battery has spent; 75 % of the design life count"),
            Battery,
            call => new AgingTerm(call.Term("temperature"), call.Constant("installed"), Life(call))) { Learns = true },
        new("lifeLeft",
            new("蓄电池剩余寿命", "time until a battery's life is spent"),
            Battery,
            call => new LifeLeftTerm(call.Term("temperature"), call.Constant("installed"), Life(call))) { Learns = true },
    ];

    private static double Life(FunctionCall call) => call.Positive("design") * call.Positive("share");
}
