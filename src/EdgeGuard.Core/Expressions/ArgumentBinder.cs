using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// Fits the arguments of one call to the parameters of its function. An optional argument that the target does not offer counts as
/// left out: a function that can do without a demand signal does so where there is none.
/// </summary>
internal sealed class ArgumentBinder(Binder binder, FunctionSpec spec, Frame frame)
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<Term> _terms = [];
    private readonly List<string> _missing = [];
    private bool _skipped;

    public FunctionCall Call => new(_values);

    /// <summary>Canonical: in the order of the parameters, defaults written out, named only after one that is left out.</summary>
    public string Text => string.Join(", ", _texts);

    public IReadOnlyList<Term> Terms => _terms;

    public IReadOnlyList<string> Missing => _missing;

    /// <summary>An argument waits for an aggregate to choose among several points.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>False, and told, where the call is wrong.</summary>
    public bool Take(CallNode call)
    {
        if (!TryPlace(call, out Dictionary<string, CallArgument> placed))
            return false;
        bool right = true;
        foreach (Parameter parameter in spec.Parameters)
        {
            if (placed.TryGetValue(parameter.Name, out CallArgument? argument))
            {
                right &= Bind(parameter, argument.Value);
            }
            else if (!parameter.MayBeLeftOut)
            {
                binder.Tell(call.Offset, BindingWords.LeftOut(spec.Name, parameter.Name));
                right = false;
            }
            else
            {
                LeaveOut(parameter);
            }
        }

        return right;
    }

    private bool TryPlace(CallNode call, out Dictionary<string, CallArgument> placed)
    {
        placed = new(StringComparer.Ordinal);
        bool right = true;
        int place = 0;
        foreach (CallArgument argument in call.Arguments)
        {
            string? name = argument.Name ?? (place < spec.Parameters.Count ? spec.Parameters[place++].Name : null);
            Words? wrong = name is null ? BindingWords.TooMany(spec.Name, spec.Parameters.Count)
                : spec.Parameters.All(parameter => parameter.Name != name) ? BindingWords.UnknownParameter(spec.Name, name, spec.Parameters.Select(parameter => parameter.Name))
                : !placed.TryAdd(name, argument) ? BindingWords.TwiceGiven(spec.Name, name)
                : null;
            if (wrong is null)
                continue;
            binder.Tell(argument.Offset, wrong);
            right = false;
        }

        return right;
    }

    private bool Bind(Parameter parameter, SyntaxNode node)
    {
        if (parameter.Kind == ParameterKind.Text)
        {
            if (node is not TextNode text)
                return Fail(node, BindingWords.NeedsText(spec.Name, parameter.Name));
            Add(parameter, text.Text, $"\"{text.Text}\"");
            return true;
        }

        Bound bound = binder.Bind(node, frame);
        if (!binder.Require(bound, parameter.Kind == ParameterKind.Condition ? Role.Condition : Role.Number, node.Offset))
            return false;
        if (parameter.Unit is { } unit && parameter.Kind is ParameterKind.Number or ParameterKind.Constant)
        {
            if (Measure.Common(new Measure(unit), bound.Measure) is null)
                return Fail(node, BindingWords.NeedsUnit(spec.Name, parameter.Name, new Measure(unit), bound.Measure));
            bound = Binder.Adopt(bound, new Measure(unit));
        }

        if (bound.Term is null)
        {
            NotOffered(parameter, bound);
            return true;
        }

        return Add(parameter, bound, node);
    }

    private bool Add(Parameter parameter, Bound bound, SyntaxNode node)
    {
        string text = bound.TextIn(Precedence.Held);
        switch (parameter.Kind)
        {
            case ParameterKind.Duration:
                if (binder.Duration(bound, node.Offset) is not { } duration)
                    return false;
                Add(parameter, duration, text);
                return true;
            case ParameterKind.Constant when bound.Constant is null:
                return Fail(node, BindingWords.NeedsConstant(spec.Name, parameter.Name));
            case ParameterKind.Constant:
                Add(parameter, bound.Constant.Value, text);
                return true;
            default:
                _terms.Add(bound.Term!);
                Add(parameter, bound.Term!, text);
                return true;
        }
    }

    private void NotOffered(Parameter parameter, Bound bound)
    {
        if (bound.Missing.Count == 0)
            IsIncomplete = true;
        else if (parameter.MayBeLeftOut)
            LeaveOut(parameter);
        else
            _missing.AddRange(bound.Missing.Except(_missing, StringComparer.Ordinal).ToList());
    }

    private void LeaveOut(Parameter parameter)
    {
        if (parameter.Default is not { } value)
        {
            _skipped = true;
            return;
        }

        bool isDuration = parameter.Kind == ParameterKind.Duration;
        Bound constant = Binder.Constant(value, isDuration ? new Measure(Unit.Second) : parameter.Unit is { } unit ? new Measure(unit) : Measure.Plain);
        object argument = parameter.Kind switch
        {
            ParameterKind.Duration => TimeSpan.FromSeconds(value),
            ParameterKind.Constant => value,
            _ => constant.Term!,
        };
        Add(parameter, argument, constant.Text);
    }

    private void Add(Parameter parameter, object value, string text)
    {
        _values.Add(parameter.Name, value);
        _texts.Add(_skipped ? $"{parameter.Name}: {text}" : text);
    }

    private bool Fail(SyntaxNode node, Words words)
    {
        binder.Tell(node.Offset, words);
        return false;
    }
}
