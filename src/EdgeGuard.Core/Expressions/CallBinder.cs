using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Binds calls: functions of the catalog, aggregates, <c>has</c>, <c>held</c>, and <c>point(device)</c>.</summary>
internal sealed class CallBinder
{
    private readonly Binder _binder;
    private readonly NameBinder _names;
    private readonly BindingScope _scope;
    private readonly IReadOnlyDictionary<string, FunctionSpec> _functions;
    private readonly AggregateBinder _aggregates;

    public CallBinder(Binder binder, NameBinder names, BindingScope scope, IReadOnlyDictionary<string, FunctionSpec> functions)
    {
        _binder = binder;
        _names = names;
        _scope = scope;
        _functions = functions;
        _aggregates = new AggregateBinder(binder, scope);
    }

    public Bound Bind(CallNode call, Frame frame)
    {
        if (call.Function == Keywords.Has)
            return Has(call, frame);
        if (call.Function == Keywords.Held)
            return Held(call, frame);
        if (AggregateBinder.Names.Contains(call.Function))
            return _aggregates.Bind(call, frame);
        if (_functions.TryGetValue(call.Function, out FunctionSpec? spec))
            return Function(call, spec, frame);
        return PointOfDevice(call) is { } point ? _names.Point(point) : Unknown(call);
    }

    private Bound Has(CallNode call, Frame frame)
    {
        if (call.Arguments is not [{ Name: null, Value: NameNode name }])
            return _binder.Fail(call.Offset, BindingWords.NeedsName(call.Function));
        return _names.Has(name, frame) is { } has ? Binder.Truth(has) : Bound.Failed;
    }

    private Bound Held(CallNode call, Frame frame) => call.Arguments is [{ Name: null } condition, { Name: null } duration]
        ? _binder.Held(condition.Value, duration.Value, frame)
        : _binder.Fail(call.Offset, BindingWords.LeftOut(call.Function, call.Arguments.Count == 0 ? "cond" : "d"));

    /// <summary><c>supplyReturnDelta(ac1)</c> is the point <c>ac1.supplyReturnDelta</c>.</summary>
    private ScopePoint? PointOfDevice(CallNode call) =>
        call.Arguments is [{ Name: null, Value: NameNode device }] ? _scope.Point($"{device.Name}.{call.Function}") : null;

    private Bound Unknown(CallNode call)
    {
        IEnumerable<string> known = _functions.Keys.Concat(AggregateBinder.Names).Append(Keywords.Has).Append(Keywords.Held);
        if (call.Arguments is [{ Value: NameNode device }] && _scope.Devices.Contains(device.Name))
            known = known.Concat(_scope.PointNames.Where(name => name.StartsWith($"{device.Name}.", StringComparison.Ordinal)).Select(name => name[(device.Name.Length + 1)..]));
        return _binder.Fail(call.Offset, BindingWords.UnknownFunction(call.Function, Nearest.Name(call.Function, known)));
    }

    private Bound Function(CallNode call, FunctionSpec spec, Frame frame)
    {
        var arguments = new ArgumentBinder(_binder, spec, frame);
        if (!arguments.Take(call))
            return Bound.Failed;
        Role role = spec.IsCondition ? Role.Condition : Role.Number;
        if (arguments.Missing.Count > 0 || arguments.IsIncomplete)
            return Bound.NotOffered(arguments.Missing, spec.IsCondition ? new Measure(Unit.None) : Measure.Unknown, role);
        try
        {
            string text = $"{spec.Name}({arguments.Text})";
            Term term = _binder.Terms.Call(
                text, arguments.Terms, spec.Learns ? Equipment(arguments.Terms, frame) : [], () => spec.Make(arguments.Call));
            return new Bound(term, text, new Measure(term.Unit), role, Precedence.Primary);
        }
        catch (ExpressionException problem)
        {
            return _binder.Fail(problem.Offset ?? call.Offset, problem.Words);
        }
    }

    /// <summary>Stamps of the devices whose points a call reads; of the target's own where it reads none.</summary>
    private List<string> Equipment(IReadOnlyList<Term> terms, Frame frame)
    {
        List<string> devices = [.. terms.SelectMany(Expression.SelfAndParts).OfType<PointTerm>().Select(part => part.Point.Device).Distinct()];
        if (devices.Count == 0 && frame.Device is { } own)
            devices.Add(own);
        return [.. devices.Select(id => _scope.Device(id)).OfType<ScopeDevice>().Select(device => $"{device.Id}={device.Installation}")];
    }
}
