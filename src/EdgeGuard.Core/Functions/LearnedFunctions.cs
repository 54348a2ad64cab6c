using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>What a device shows of itself while it is well. Replaced equipment begins anew (<see cref="FunctionSpec.Learns"/>); a fault is not learned.</summary>
internal static class LearnedFunctions
{
    private const double Day = 86_400;
    private const double Hour = 3_600;

    public static FunctionSpec[] All =>
    [
        new("band", new("常态温度带上沿：近 7 天每小时最大值的第 95 百分位", "top of the normal band: 95th percentile of the hourly maxima of 7 days"),
            [
                new("v", ParameterKind.Number), new("setpoint", ParameterKind.Number), new("hold", ParameterKind.Condition),
                new("above", ParameterKind.Constant, 2), new("cap", ParameterKind.Constant, 26.5), new("learn", ParameterKind.Duration, Day),
            ],
            call => new BandTerm(call.Term("v"), call.Term("setpoint"), call.Term("hold"), call.Constant("above"), call.Constant("cap"),
                (int)Math.Ceiling(call.Duration("learn").TotalHours))) { Learns = true },
        new("learnedRunning", new("学习到的压缩机运行电流", "learned running current of a compressor"),
            [
                new("current", ParameterKind.Number), new("running", ParameterKind.Condition, Optional: true),
                new("threshold", ParameterKind.Constant, 0.5), new("learn", ParameterKind.Duration, 4 * Hour), new("within", ParameterKind.Constant, 1.5),
            ],
            call => new LearnedRunningTerm(call.Term("current"), call.Has("running") ? call.Term("running") : null, call.Constant("threshold"),
                (int)Math.Ceiling(call.Duration("learn").TotalHours), call.Constant("within"))) { Learns = true },
        new("learnedOffset", new("验收期内 a 与 b 的平均差，此后固定", "mean difference a - b over the time of acceptance, then fixed"),
            [
                new("a", ParameterKind.Number), new("b", ParameterKind.Number), new("hold", ParameterKind.Condition),
                new("learn", ParameterKind.Duration, Day),
            ],
            call => new LearnedOffsetTerm(call.Term("a"), call.Term("b"), call.Term("hold"), Durations.Checked(call.Duration("learn")))) { Learns = true },
    ];
}
