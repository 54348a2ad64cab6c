using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Over-load (domain: section 4.4).</summary>
internal static class PowerFunctions
{
    private static readonly Parameter[] Thermal =
    [
        new("current", ParameterKind.Number, Unit: Unit.Ampere),
        new("base", ParameterKind.Constant, Unit: Unit.Ampere),
        new("tau", ParameterKind.Duration, Default: 1800),
        new("k", ParameterKind.Constant, Default: 1.05, Unit: Unit.None),
    ];

    private static readonly Parameter[] Ups =
    [
        new("load", ParameterKind.Number, Unit: Unit.Percent),
        new("ambient", ParameterKind.Number, Unit: Unit.DegreeCelsius, Optional: true),
        new("table", ParameterKind.Text, Optional: true),
        new("recovery", ParameterKind.Duration, Default: 600),
        new("hot", ParameterKind.Constant, Default: 35, Unit: Unit.DegreeCelsius),
    ];

    public static FunctionSpec[] All =>
    [
        new("thermal",
            new("热过载模型（IEC 60255-149）：1 为跳闸热量", "thermal image by IEC 60255-149: 1 is the heat at which it trips"),
            Thermal,
            call => new ThermalTerm(call.Term("current"), call.Positive("base"), call.PositiveDuration("tau"), call.Positive("k"))),
        new("thermalLeft",
            new("按当前负载达到目标热量的剩余时间", "time to a target of the thermal image at the present load"),
            [.. Thermal, new("target", ParameterKind.Constant, Default: 1, Unit: Unit.None)],
            call => new ThermalLeftTerm(
                call.Term("current"), call.Positive("base"), call.PositiveDuration("tau"), call.Positive("k"), call.Positive("target"))),
        new("upsDamage",
            new("UPS 已用去的过载能力：1 为用尽", "how much of its overload allowance a UPS has used: 1 is all"),
            Ups,
            call => new UpsDamageTerm(
                call.Term("load"), call.TermOrNull("ambient"), Table(call), call.PositiveDuration("recovery"), call.Constant("hot"))),
        new("upsTimeLeft",
            new("UPS 在当前过载下的剩余时间", "time that a UPS still bears the present over-load"),
            Ups,
            call => new UpsTimeLeftTerm(
                call.Term("load"), call.TermOrNull("ambient"), Table(call), call.PositiveDuration("recovery"), call.Constant("hot"))),
        new("imbalance",
            new("三相不平衡度：与平均值的最大偏差", "imbalance of three phases: largest departure from their average"),
            [new("a", ParameterKind.Number), new("b", ParameterKind.Number), new("c", ParameterKind.Number)],
            Imbalance),
        new("spares",
            new("应有的备用整流模块数：每 10 个 1 个", "spare rectifier modules that so many working ones need: one for each ten"),
            [new("modules", ParameterKind.Number, Unit: Unit.None)],
            call => new FormulaTerm(Unit.None, values => Redundancy.Spares(values[0]), call.Term("modules"))),
    ];

    private static FormulaTerm Imbalance(FunctionCall call)
    {
        call.RequireAlike("a", "b");
        call.RequireAlike("a", "c");
        return new FormulaTerm(
            Unit.Percent,
            values => PhaseBalance.Imbalance(values[0], values[1], values[2]),
            call.Term("a"), call.Term("b"), call.Term("c"));
    }

    private static OverloadTable Table(FunctionCall call) =>
        OverloadTable.TryParse(call.Has("table") ? call.Text("table") : OverloadTable.Default, out var table, out var wrong)
            ? table
            : throw new ExpressionException(wrong);
}
