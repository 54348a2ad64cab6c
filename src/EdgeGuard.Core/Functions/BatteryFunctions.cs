using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Formulas;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Over-capacity and what batteries need (domain: sections 4.5 and 4.7).</summary>
internal static class BatteryFunctions
{
    private static readonly Parameter[] Load =
    [
        new("current", ParameterKind.Number, Unit: Unit.Ampere),
        new("capacity", ParameterKind.Number, Unit: Unit.AmpereHour),
        new("temperature", ParameterKind.Number, Unit: Unit.DegreeCelsius),
    ];

    private static readonly Parameter[] Refinements =
    [
        new("health", ParameterKind.Number, Unit: Unit.Percent, Optional: true),
        new("k", ParameterKind.Constant, Default: 1, Unit: Unit.None),
        new("age", ParameterKind.Number, Unit: Unit.None, Optional: true),
        new("voltage", ParameterKind.Number, Unit: Unit.Volt, Optional: true),
        new("nominal", ParameterKind.Constant, Default: 48, Unit: Unit.Volt),
        new("coldest", ParameterKind.Constant, Default: 15, Unit: Unit.DegreeCelsius),
    ];

    private static readonly Parameter[] Gas =
    [
        new("cells", ParameterKind.Number, Unit: Unit.None),
        new("capacity", ParameterKind.Number, Unit: Unit.AmpereHour),
        new("boost", ParameterKind.Condition, Optional: true),
    ];

    public static FunctionSpec[] All =>
    [
        new("autonomy",
            new("蓄电池按 GB 51194 可带负载的时间（电流为负载电流，正值）", "time that a battery carries a load (its current, positive) by GB 51194"),
            [.. Load, .. Refinements],
            Autonomy),
        new("remaining",
            new("蓄电池剩余放电时间：已用部分只有充满才复原", "time that a battery still carries its load; only a full recharge gives back what was spent"),
            [
                .. Load,
                new("discharging", ParameterKind.Condition),
                new("full", ParameterKind.Condition),
                .. Refinements,
                new("atMost", ParameterKind.Number, Unit: Unit.Second, Optional: true),
            ],
            call => new RemainingTerm(Autonomy(call), call.Term("discharging"), call.Term("full"), call.TermOrNull("atMost"))) { Learns = true },
        new("requiredCapacity",
            new("按 GB 51194 所需的蓄电池容量", "battery capacity that GB 51194 asks for"),
            [
                Load[0],
                new("time", ParameterKind.Number, Unit: Unit.Second),
                Load[2],
                new("k", ParameterKind.Constant, Default: 1.25, Unit: Unit.None),
            ],
            RequiredCapacity),
        new("voltageLeft",
            new("按电压下降趋势到脱离电压的时间", "time until the falling voltage of a discharge meets the disconnection setting"),
            [
                new("voltage", ParameterKind.Number, Unit: Unit.Volt),
                new("lvd", ParameterKind.Number, Unit: Unit.Volt),
                new("discharging", ParameterKind.Condition),
            ],
            call => new VoltageLeftTerm(call.Term("voltage"), call.Term("lvd"), call.Term("discharging"))),
        new("returnedShare",
            new("最近放电后已充回的安时比例", "share of the ampere-hours drawn that have come back"),
            [
                new("current", ParameterKind.Number, Unit: Unit.Ampere),
                new("least", ParameterKind.Constant, Default: 0.5, Unit: Unit.Ampere),
                new("smallest", ParameterKind.Constant, Default: 1, Unit: Unit.AmpereHour),
            ],
            call => new ReturnedShareTerm(call.Term("current"), call.Positive("least"), call.Positive("smallest"))) { Learns = true },
        new("hydrogen",
            new("蓄电池所需通风量，立方米每小时（EN 50272-2）", "air that a battery's gas needs, m³/h (EN 50272-2)"),
            Gas,
            call => Air(call, flow => flow)),
        new("ventOpening",
            new("自然通风所需开口面积，平方厘米（EN 50272-2）", "free area of an opening that gives that air, cm² (EN 50272-2)"),
            Gas,
            call => Air(call, Hydrogen.Opening)),
    ];

    private static AutonomyTerm Autonomy(FunctionCall call) => new()
    {
        Current = call.Term("current"),
        Capacity = call.Term("capacity"),
        Temperature = call.Term("temperature"),
        Health = call.TermOrNull("health"),
        Age = call.TermOrNull("age"),
        Voltage = call.TermOrNull("voltage"),
        K = call.Positive("k"),
        Nominal = call.Positive("nominal"),
        Coldest = call.Constant("coldest"),
    };

    private static FormulaTerm RequiredCapacity(FunctionCall call)
    {
        double k = call.Positive("k");
        return new FormulaTerm(
            Unit.AmpereHour,
            values => BatteryDischarge.RequiredCapacity(values[0], values[1] / 3600, values[2], k),
            call.Term("current"), call.Term("time"), call.Term("temperature"));
    }

    private static FormulaTerm Air(FunctionCall call, Func<double, double> of) =>
        call.Has("boost")
            ? new FormulaTerm(Unit.None, values => of(Hydrogen.AirFlow(values[0], values[1], values[2] != 0)),
                call.Term("cells"), call.Term("capacity"), call.Term("boost"))
            : new FormulaTerm(Unit.None, values => of(Hydrogen.AirFlow(values[0], values[1], boost: false)),
                call.Term("cells"), call.Term("capacity"));
}
