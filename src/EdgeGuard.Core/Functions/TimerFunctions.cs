using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Functions;

/// <summary>For how long, since when, until what: conditions in time.</summary>
internal static class TimerFunctions
{
    private static readonly Parameter Condition = new("cond", ParameterKind.Condition);

    public static FunctionSpec[] All =>
    [
        new("since", new("条件已连续成立的秒数；不成立为 0", "seconds for which a condition has been true without a break; 0 while it is false"), [Condition],
            call => new SinceTerm(call.Term("cond"))),
        new("ago", new("条件上次成立距今的秒数；成立时为 0，从未成立为无穷", "seconds since a condition was last true; 0 while it is, infinite if it never was"), [Condition],
            call => new AgoTerm(call.Term("cond"))),
        new("latch", new("set 成立后保持，直到 reset 成立；同时成立时以 set 为准", "true from when set is, until reset is; set wins when both are"),
            [new("set", ParameterKind.Condition), new("reset", ParameterKind.Condition)], call => new LatchTerm(call.Term("set"), call.Term("reset"))) { IsCondition = true },
        new("medianRun", new("最近至多 15 次运行时长的中位数，秒；少于 count 次为未知", "median length in seconds of the last runs, 15 at most; unknown of fewer than count"),
            [new("running", ParameterKind.Condition), new("d", ParameterKind.Duration, Optional: true), new("count", ParameterKind.Constant, 3)],
            call => new MedianRunTerm(call.Term("running"), call.Has("d") ? call.Duration("d") : null, (int)call.Constant("count"))),
        new("stuck", new("witness 已移动而 x 长时间毫无变化", "x has not changed at all for long, while its witness moved"),
            [
                new("x", ParameterKind.Number), new("d", ParameterKind.Duration), new("witness", ParameterKind.Number),
                new("quanta", ParameterKind.Constant, 0.1), new("movement", ParameterKind.Constant, 10), new("learn", ParameterKind.Duration, 86_400),
            ],
            call => new StuckTerm(call.Term("x"), call.Term("witness"), Durations.Checked(call.Duration("d")),
                call.Constant("movement") * call.Constant("quanta"), Durations.Checked(call.Duration("learn")))) { IsCondition = true, Learns = true },
        new("schedule", new("当地时间是否在时间表内，如 \"Mon-Fri 08:00-20:00\"", "whether local time is inside a timetable: \"Mon-Fri 08:00-20:00\""),
            [new("times", ParameterKind.Text)], call => new ScheduleTerm(Timetable.Parse(call.Text("times")))) { IsCondition = true },
    ];
}
