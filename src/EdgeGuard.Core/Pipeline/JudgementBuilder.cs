using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>Binds a model's expressions to terms of a pipeline's own.</summary>
internal sealed class JudgementBuilder
{
    private readonly GatewayModel _model;
    private readonly TermPool _pool = new();
    private readonly Dictionary<string, int> _devices;
    private readonly List<JudgementStep>[] _byDevice;
    private readonly List<JudgementStep> _atTick = [];
    private readonly Dictionary<int, AlarmTerms> _alarms = [];
    private readonly List<(int Alarm, Term While)> _inhibitions = [];

    private JudgementBuilder(GatewayModel model)
    {
        _model = model;
        _devices = model.Devices.ToDictionary(d => d.Id, d => d.Index, StringComparer.Ordinal);
        _byDevice = [.. model.Devices.Select(_ => new List<JudgementStep>())];
    }

    public static JudgementProgram Build(GatewayModel model)
    {
        var builder = new JudgementBuilder(model);
        foreach (PlannedPoint planned in model.Plan.Points)
        {
            BoundExpression value = builder.Bind(planned.Value, planned.Target, ExpressionKind.Any);
            builder.Schedule(new JudgementStep(planned.Name, new PointId(planned.Index)) { Value = value.Term }, value.Devices);
        }

        for (int i = 0; i < model.Alarms.Count; i++)
        {
            if (model.Alarms[i].Expressions is { } expressions)
                builder.Add(i, model.Alarms[i], expressions);
        }

        return new JudgementProgram(
            model.Points.Count,
            builder._pool,
            [.. builder._byDevice.Select(steps => steps.ToArray())],
            [.. builder._atTick],
            builder._alarms,
            [.. builder._inhibitions]);
    }

    private void Add(int index, AlarmDefinition alarm, AlarmExpressions expressions)
    {
        BoundExpression? forecast = Optional(expressions.Forecast, expressions.Target, ExpressionKind.Number);
        if (Optional(expressions.SuppressWhile, expressions.Target, ExpressionKind.Condition)?.Term is { } inhibition)
            _inhibitions.Add((index, inhibition));
        if (expressions.Raise is null)
        {
            Note(index, forecast, forecast);
            return;
        }

        BoundExpression raise = Bind(expressions.Raise, expressions.Target, ExpressionKind.Condition);
        BoundExpression? clear = Optional(expressions.Clear, expressions.Target, ExpressionKind.Condition);
        BoundExpression? value = Optional(expressions.Value, expressions.Target, ExpressionKind.Any);
        var step = new JudgementStep(alarm.Key, alarm.Point.Id) { Alarm = index, Raise = raise.Term, Clear = clear?.Term, Value = value?.Term };
        Schedule(step, [.. raise.Devices, .. clear?.Devices ?? [], .. value?.Devices ?? []]);
        Note(index, forecast, raise, clear, value, forecast);
    }

    private void Note(int alarm, BoundExpression? forecast, params ReadOnlySpan<BoundExpression?> parts)
    {
        var points = new SortedSet<int>();
        var terms = new List<Term>();
        foreach (BoundExpression? part in parts)
        {
            if (part?.Term is not { } term)
                continue;
            terms.Add(term);
            points.UnionWith(part.Points);
        }

        _alarms.Add(alarm, new AlarmTerms(forecast?.Term, [.. points], terms));
    }

    /// <summary>After the polls of the one device it hangs on, else at the tick.</summary>
    private void Schedule(JudgementStep step, IReadOnlyList<string> devices)
    {
        bool one = devices.Count > 0 && devices.All(d => d == devices[0]);
        if (one && _devices.TryGetValue(devices[0], out int device))
            _byDevice[device].Add(step);
        else
            _atTick.Add(step);
    }

    private BoundExpression Bind(Syntax syntax, BindingTarget target, ExpressionKind kind)
    {
        BoundExpression bound = syntax.Bind(_model.Scope!, target, _pool, FunctionCatalog.All, kind);
        return bound.Term is not null ? bound : throw new ArgumentException($"\"{syntax.Text}\" does not bind; the configuration's checks let none through.");
    }

    /// <summary>Null where it is not given, or the target does not offer what it speaks of.</summary>
    private BoundExpression? Optional(Syntax? syntax, BindingTarget target, ExpressionKind kind) =>
        syntax?.Bind(_model.Scope!, target, _pool, FunctionCatalog.All, kind) is { Term: not null } bound ? bound : null;
}
