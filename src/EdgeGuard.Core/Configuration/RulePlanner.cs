using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// Binds computed points and conditions to the devices that offer what they speak of. Used twice alike: when a configuration is
/// checked, and when the gateway's model is built.
/// </summary>
public sealed class RulePlanner
{
    private readonly BindingScope _scope;
    private readonly IReadOnlyList<string> _devices;
    private readonly List<PlannedPoint> _points = [];
    private readonly List<PlannedCondition> _conditions = [];
    private readonly List<UnboundRule> _unbound = [];
    private readonly List<PlanProblem> _problems = [];
    private readonly Dictionary<(object, string), Syntax?> _parsed = [];
    private int _next;

    private RulePlanner(BindingScope scope, IReadOnlyList<string> devices)
    {
        _scope = scope;
        _devices = devices;
        _next = scope.All.Count;
    }

    /// <param name="scope">Every point that is read, by indexes without a gap; computed ones are added to it.</param>
    /// <param name="devices">Ids of the devices a device's rule may bind to, in order.</param>
    public static RulePlan Plan(
        BindingScope scope,
        IReadOnlyList<string> devices,
        IReadOnlyList<CalculationConfig> calculations,
        IReadOnlyList<RuleConfig> rules)
    {
        var planner = new RulePlanner(scope, devices);
        foreach (CalculationConfig calculation in planner.InOrder(calculations))
            planner.Place(calculation);
        foreach (RuleConfig rule in rules)
            planner.Place(rule);
        return new RulePlan(planner._points, planner._conditions, planner._unbound, planner._problems);
    }

    /// <summary>The parsed text of an expression; null, with its problem told once, where it is none.</summary>
    private Syntax? Parse(object owner, string key, string? text)
    {
        if (text is null)
            return null;
        if (_parsed.TryGetValue((owner, key), out Syntax? known))
            return known;
        ParsedExpression parsed = Expression.Parse(text);
        _problems.AddRange(parsed.Problems.Select(p => new PlanProblem(owner, key, p)));
        return _parsed[(owner, key)] = parsed.Syntax;
    }

    /// <summary>What is needed first; a circle is told at the one that closes it.</summary>
    private List<CalculationConfig> InOrder(IReadOnlyList<CalculationConfig> calculations)
    {
        ILookup<string, CalculationConfig> bySignal = calculations.ToLookup(c => c.Signal, StringComparer.Ordinal);
        var ordered = new List<CalculationConfig>();
        var state = new Dictionary<CalculationConfig, bool>(ReferenceEqualityComparer.Instance);
        foreach (CalculationConfig calculation in calculations)
            Visit(calculation);
        return ordered;

        void Visit(CalculationConfig calculation)
        {
            if (!state.TryAdd(calculation, false) || Parse(calculation, "value", calculation.Value) is not { } syntax)
                return;
            foreach (CalculationConfig needed in syntax.Names.SelectMany(name => bySignal[name]))
            {
                if (state.TryGetValue(needed, out bool done) && !done)
                    TellCircle(calculation, needed);
                Visit(needed);
            }

            state[calculation] = true;
            ordered.Add(calculation);
        }
    }

    private void TellCircle(CalculationConfig calculation, CalculationConfig needed) => _problems.Add(new PlanProblem(calculation, "value", new ExpressionProblem(
        new Words($"“{calculation.Id}”与“{needed.Id}”互相需要，无法计算；请去掉其中一环", $"\"{calculation.Id}\" and \"{needed.Id}\" need each other and cannot be computed; take one link out"), 0)));

    private void Place(CalculationConfig calculation)
    {
        if (Parse(calculation, "value", calculation.Value) is not { } value || !_scope.Signals.TryGetValue(calculation.Signal, out Unit unit))
            return;
        var missing = new List<string>();
        bool placed = false;
        foreach ((BindingTarget target, string device, string? watched) in Targets(calculation.Each, calculation.Of, value, missing))
        {
            if (Bind(calculation, "value", value, target, ExpressionKind.Any, missing).Term is not { } term || !Fits(calculation, term, unit))
                continue;
            if (FreeName(calculation, device, watched) is not { } name)
                continue;
            var point = new PlannedPoint(calculation, _next++, name, device, unit, value, target);
            _scope.Add(new ScopePoint(point.Index, name, device, calculation.Signal, unit));
            _points.Add(point);
            placed = true;
        }

        if (!placed)
            _unbound.Add(new UnboundRule(calculation.Id, Missing(missing, calculation.Of)));
    }

    private bool Fits(CalculationConfig calculation, Term term, Unit unit)
    {
        if (term.Unit == unit)
            return true;
        Tell(new PlanProblem(calculation, "value", new ExpressionProblem(
            new Words(
                $"结果的单位是 {Shown(term.Unit)}，信号“{calculation.Signal}”的单位是 {Shown(unit)}",
                $"the result is in {Shown(term.Unit)}, and the signal \"{calculation.Signal}\" in {Shown(unit)}"), 0)));
        return false;
    }

    private static string Shown(Unit unit) => unit == Unit.None ? "none" : unit.Name();

    private void Tell(PlanProblem problem)
    {
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    private string? FreeName(CalculationConfig calculation, string device, string? watched)
    {
        string[] names = [.. calculation.NamesFor(watched).Select(n => $"{device}.{n}")];
        if (Array.Find(names, n => _scope.Point(n) is null) is { } free)
            return free;
        Tell(new PlanProblem(calculation, "name", new ExpressionProblem(
            new Words($"测点“{names[0]}”已存在；请用 name 另起名称", $"there is a point \"{names[0]}\" already; give another name with \"name\""), 0)));
        return null;
    }

    private void Place(RuleConfig rule)
    {
        if (rule.Type != RuleType.Condition)
        {
            CheckExtras(rule);
            return;
        }

        if (Parse(rule, "raise", rule.Raise) is not { } raise)
            return;
        var missing = new List<string>();
        bool placed = false;
        foreach ((BindingTarget target, string device, _) in Targets(rule.Each, rule.Signal, raise, missing))
        {
            if (PointFor(rule, target, device) is not { } point)
            {
                missing.Add(rule.Signal!);
                continue;
            }

            if (BindAll(rule, raise, target, missing) is not { } reads)
                continue;
            _conditions.Add(new PlannedCondition(rule, point, target, reads));
            placed = true;
        }

        if (!placed)
            _unbound.Add(new UnboundRule(rule.Id, Missing(missing, rule.Signal)));
    }

    private int? PointFor(RuleConfig rule, BindingTarget target, string device) =>
        target.Point ?? (_scope.PointsOf(device, rule.Signal ?? "") is [var first, ..] ? first.Index : null);

    /// <summary>The points the raise condition reads; null where it or the clear condition does not bind. The rest is left out where it does not.</summary>
    private IReadOnlyList<int>? BindAll(RuleConfig rule, Syntax raise, BindingTarget target, List<string> missing)
    {
        BoundExpression bound = Bind(rule, "raise", raise, target, ExpressionKind.Condition, missing);
        bool binds = bound.Term is not null;
        foreach ((string key, string? text, ExpressionKind kind) in Others(rule))
        {
            if (Parse(rule, key, text) is not { } syntax)
                continue;
            bool needed = key == "clear";
            bool there = Bind(rule, key, syntax, target, kind, needed ? missing : []).Term is not null;
            binds &= there || !needed;
        }

        return binds ? bound.Points : null;
    }

    private static IEnumerable<(string Key, string? Text, ExpressionKind Kind)> Others(RuleConfig rule) =>
    [
        ("clear", rule.Clear, ExpressionKind.Condition),
        ("value", rule.Value, ExpressionKind.Any),
        ("forecast", rule.Forecast, ExpressionKind.Number),
        ("suppressWhile", rule.SuppressWhile, ExpressionKind.Condition),
    ];

    /// <summary>Forecast and inhibition of a limit or a contact: expressions in the device of each point it watches. Without what they need they are left out.</summary>
    private void CheckExtras(RuleConfig rule)
    {
        foreach ((string key, string? text, ExpressionKind kind) in Others(rule))
        {
            if (Parse(rule, key, text) is not { } syntax)
                continue;
            foreach (ScopePoint point in _scope.All.Where(p => RuleBinding.Watches(rule, new PointOutline(p.Name, p.Signal))).ToList())
                Bind(rule, key, syntax, TargetOf(point.Index, point.Device), kind, []);
        }
    }

    /// <summary>What an expression of a rule on this point is bound to.</summary>
    public static BindingTarget TargetOf(int point, string device) =>
        device == OwnPoints.RoomDevice ? BindingTarget.Room : BindingTarget.OfPoint(point);

    private BoundExpression Bind(object owner, string key, Syntax syntax, BindingTarget target, ExpressionKind kind, List<string> missing)
    {
        BoundExpression bound = syntax.Bind(_scope, target, new TermPool(), FunctionCatalog.All, kind);
        foreach (ExpressionProblem problem in bound.Problems)
            Tell(new PlanProblem(owner, key, problem));
        missing.AddRange(bound.NotOffered.Where(m => !missing.Contains(m)));
        return bound;
    }

    private IEnumerable<(BindingTarget Target, string Device, string? Watched)> Targets(Each each, string? signal, Syntax syntax, List<string> missing) => each switch
    {
        Each.Room => [(BindingTarget.Room, OwnPoints.RoomDevice, null)],
        Each.Device => DevicesFor(syntax, missing).Select(id => (BindingTarget.OfDevice(id), id, (string?)null)),
        _ => [.. _scope.PointsOf(signal ?? "").Select(p => (BindingTarget.OfPoint(p.Index), p.Device, (string?)p.Name[(p.Device.Length + 1)..]))],
    };

    /// <summary>Devices that offer at least one of the signals an expression names; a device that has none of them is of another kind, whatever would take their place.</summary>
    private List<string> DevicesFor(Syntax syntax, List<string> missing)
    {
        string[] signals = [.. syntax.Names.Where(_scope.IsOfDevices).Distinct(StringComparer.Ordinal)];
        if (signals.Length == 0)
            return [.. _devices];
        List<string> devices = [.. _devices.Where(id => Array.Exists(signals, signal => _scope.PointsOf(id, signal).Count > 0))];
        if (devices.Count == 0)
            missing.AddRange(signals);
        return devices;
    }

    private static List<string> Missing(List<string> missing, string? signal) =>
        missing.Count > 0 ? [.. missing.Distinct(StringComparer.Ordinal)] : signal is null ? [] : [signal];
}
