using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>Air conditioners and moist air [domain 4.3].</summary>
internal static class CoolingFunctions
{
    public static FunctionSpec[] All =>
    [
        new("fade", new("制冷衰减：最近 5 次运行的送回风温差与学习值之比，%", "cooling fade: temperature difference of the last 5 runs in percent of the learned one"),
            [
                new("supply", ParameterKind.Number, Unit: Unit.DegreeCelsius), new("return", ParameterKind.Number, Unit: Unit.DegreeCelsius),
                new("running", ParameterKind.Condition), new("demand", ParameterKind.Number, Optional: true),
            ],
            call => new FadeTerm(call.Term("supply"), call.Term("return"), call.Term("running"), call.Has("demand") ? call.Term("demand") : null)) { Learns = true },
        new("dewPoint", new("露点温度（马格努斯公式，水面）", "dew point (Magnus formula over water)"),
            [new("t", ParameterKind.Number, Unit: Unit.DegreeCelsius), new("rh", ParameterKind.Number, Unit: Unit.PercentRelativeHumidity)],
            call => new DewPointTerm(call.Term("t"), call.Term("rh"))),
    ];
}
