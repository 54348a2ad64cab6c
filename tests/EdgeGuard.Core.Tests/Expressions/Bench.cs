using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Expressions;

/// <summary>A small room for expressions: two air conditioners, a rectifier plant with three modules, a UPS named like its signals, three probes.</summary>
internal sealed class Bench
{
    private static readonly (string Name, string? Signal, Unit Unit)[] s_points =
    [
        ("ac1.supply", "ac.supplyTemperature", Unit.DegreeCelsius),
        ("ac1.return", "ac.returnTemperature", Unit.DegreeCelsius),
        ("ac1.mode", "ac.mode", Unit.None),
        ("ac1.demand", "ac.demand", Unit.Percent),
        ("ac2.supply", "ac.supplyTemperature", Unit.DegreeCelsius),
        ("ac2.return", "ac.returnTemperature", Unit.DegreeCelsius),
        ("ac2.mode", "ac.mode", Unit.None),
        ("rect1.voltage", "rect.voltage", Unit.Volt),
        ("rect1.current", "rect.current", Unit.Ampere),
        ("rect1.module1", "rect.moduleCurrent", Unit.Ampere),
        ("rect1.module2", "rect.moduleCurrent", Unit.Ampere),
        ("rect1.module3", "rect.moduleCurrent", Unit.Ampere),
        ("rect1.status1", "rect.moduleStatus", Unit.None),
        ("rect1.status2", "rect.moduleStatus", Unit.None),
        ("ups.load", "ups.load", Unit.Percent),
        ("ups2.load", "ups.load", Unit.Percent),
        ("ups2.power", "ups.outputPower", Unit.Watt),
        ("probe-1.t", "env.temperature", Unit.DegreeCelsius),
        ("probe-2.t", "env.temperature", Unit.DegreeCelsius),
        ("probe-3.t", "env.temperature", Unit.DegreeCelsius),
        ("door.open", "env.door", Unit.None),
        ("room.delta", null, Unit.DegreeCelsius),
        ("ac1.supplyReturnDelta", "ac.delta", Unit.DegreeCelsius),
    ];

    private static readonly Dictionary<string, Unit> s_signals = s_points
        .Where(point => point.Signal is not null)
        .Select(point => (Name: point.Signal!, point.Unit))
        .Append((Name: "ac.humidity", Unit: Unit.PercentRelativeHumidity))
        .Append((Name: "mains.lost", Unit: Unit.None))
        .DistinctBy(signal => signal.Name)
        .ToDictionary(signal => signal.Name, signal => signal.Unit);

    public static IReadOnlyDictionary<string, FunctionSpec> Functions { get; } = new FunctionSpec[]
    {
        new("previous", new Words("上一个值", "the value before"), [new Parameter("x", ParameterKind.Number)], call => new PreviousTerm(call.Term("x"))),
        new("learned", new Words("学习", "learned"), [new Parameter("x", ParameterKind.Number)], call => new PreviousTerm(call.Term("x"))) { Learns = true },
        new(
            "scaled",
            new Words("比例", "scaled"),
            [
                new Parameter("x", ParameterKind.Number), new Parameter("base", ParameterKind.Constant, Unit: Unit.Ampere), new Parameter("tau", ParameterKind.Duration, Default: 1800),
                new Parameter("k", ParameterKind.Constant, Default: 1.05), new Parameter("extra", ParameterKind.Number, Optional: true), new Parameter("note", ParameterKind.Text, Optional: true),
            ],
            call => new ScaledTerm(call.Term("x"), call.Constant("base") * call.Constant("k") * call.Duration("tau").TotalSeconds, call.Has("extra") ? call.Term("extra") : null)),
        new("rises", new Words("上升", "rises"), [new Parameter("cond", ParameterKind.Condition)], call => new PreviousTerm(call.Term("cond"))) { IsCondition = true },
        new("refused", new Words("拒绝", "refused"), [], _ => throw new ExpressionException(new Words("不行", "not like this"))),
    }.ToDictionary(spec => spec.Name);

    private readonly List<ScopePoint> _points = [.. s_points.Select((point, index) => new ScopePoint(index, point.Name, point.Name.Split('.')[0], point.Signal, point.Unit))];

    public Bench()
    {
        Context = new EvaluationContext(s_points.Length) { Now = 1_000 };
        for (int i = 0; i < s_points.Length; i++)
            Context.Latest[i] = Reading.Bad(new PointId(i), QualityReason.NotConfigured, default);
    }

    public TermPool Pool { get; } = new();

    public EvaluationContext Context { get; }

    /// <summary>Changes when the plant is replaced.</summary>
    public string RectifierInstallation { get; init; } = "2021-06-30";

    public BindingScope Scope => new(
        _points,
        [
            new ScopeDevice("ac1", new Dictionary<string, double> { ["coolingPower"] = 12_000 }, "a"),
            new ScopeDevice("ac2", new Dictionary<string, double> { ["coolingPower"] = 10_000 }, "b"),
            new ScopeDevice("rect1", new Dictionary<string, double> { ["current"] = 100, ["modules"] = 3, ["requiredAutonomy"] = 36_000 }, RectifierInstallation) { Installed = 1_625_011_200 },
            new ScopeDevice("ups2", new Dictionary<string, double> { ["apparentPower"] = 6_000 }, "d"),
        ],
        s_signals);

    public int Index(string point) => _points.Single(known => known.Name == point).Index;

    public BindingTarget Device(string id) => BindingTarget.OfDevice(id);

    public BindingTarget Point(string name) => BindingTarget.OfPoint(Index(name));

    public BoundExpression Bind(string text, BindingTarget target = default, ExpressionKind kind = ExpressionKind.Any)
    {
        ParsedExpression parsed = Expression.Parse(text);
        return parsed.Syntax is { } syntax ? syntax.Bind(Scope, target, Pool, Functions, kind) : new BoundExpression(null, parsed.Problems, []);
    }

    public Term Term(string text, BindingTarget target = default) => Whole(text, target).Term!;

    /// <summary>The canonical text.</summary>
    public string Text(string text, BindingTarget target = default) => Whole(text, target).Text;

    private BoundExpression Whole(string text, BindingTarget target)
    {
        BoundExpression bound = Bind(text, target);
        Assert.Empty(bound.Problems);
        Assert.Empty(bound.NotOffered);
        return bound;
    }

    /// <summary>The one problem of an expression: its place and its English words.</summary>
    public (int Offset, string Words) Problem(string text, BindingTarget target = default, ExpressionKind kind = ExpressionKind.Any)
    {
        ExpressionProblem problem = Assert.Single(Bind(text, target, kind).Problems);
        Assert.NotEmpty(problem.Words.Zh);
        return (problem.Offset, problem.Words.En);
    }

    public Bench Set(string point, double value)
    {
        Context.Latest[Index(point)] = Reading.Good(new PointId(Index(point)), value, default);
        return this;
    }

    public Bench SetUncertain(string point, double value)
    {
        Context.Latest[Index(point)] = Reading.Uncertain(new PointId(Index(point)), value, QualityReason.Implausible, default);
        return this;
    }

    public Bench Lose(string point)
    {
        Context.Latest[Index(point)] = Reading.Bad(new PointId(Index(point)), QualityReason.CommFailure, default);
        return this;
    }

    public Operand Evaluate(Term term, double seconds = 1)
    {
        Context.Now += (long)(seconds * 1_000);
        Context.Pass++;
        return term.Evaluate(Context);
    }

    public Operand Evaluate(string text, BindingTarget target = default) => Evaluate(Term(text, target));
}
