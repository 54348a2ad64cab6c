using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>One call of a function, whose inputs and time a test moves.</summary>
internal sealed class FunctionBench
{
    private static readonly Dictionary<string, FunctionSpec> Specs =
        new[] { WindowFunctions.All, SlopeFunctions.All, TimerFunctions.All, LearnedFunctions.All, CoolingFunctions.All }
            .SelectMany(family => family).ToDictionary(spec => spec.Name);

    private readonly Dictionary<string, SettableTerm> _inputs = [];

    /// <param name="arguments">Those that are not settable inputs: durations, constants, texts. An input named here as null is left out.</param>
    public FunctionBench(string function, params (string Name, object? Value)[] arguments)
    {
        FunctionSpec spec = Specs[function];
        Dictionary<string, object> bound = [];
        foreach (Parameter parameter in spec.Parameters)
        {
            (string? name, object? value) = arguments.FirstOrDefault(a => a.Name == parameter.Name);
            bool isInput = parameter.Kind is ParameterKind.Number or ParameterKind.Condition;
            if (name is null && isInput && !parameter.Optional)
                value = Input(parameter.Name);
            else if (name is not null && isInput && value is true)
                value = Input(parameter.Name);
            else if (name is null && parameter.Default is { } standard)
                value = parameter.Kind == ParameterKind.Duration ? TimeSpan.FromSeconds(standard) : standard;
            if (value is not null)
                bound[parameter.Name] = value is int whole ? (double)whole : value;
        }

        Assert.All(arguments, a => Assert.Contains(spec.Parameters, p => p.Name == a.Name));
        Term = spec.Make(new FunctionCall(bound));
        Ordered = [.. _inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => input.Value)];
    }

    public Term Term { get; }

    public EvaluationContext Context { get; } = new(0) { Now = 1_000_000 };

    public SettableTerm this[string input] => _inputs[input];

    public IEnumerable<SettableTerm> Inputs => _inputs.Values;

    /// <summary>The inputs in the order of their names.</summary>
    public SettableTerm[] Ordered { get; }

    /// <summary>Goes on by so many seconds, then evaluates.</summary>
    public Operand After(double seconds)
    {
        Context.Now += (long)Math.Round(seconds * 1000);
        Context.Pass++;
        return Term.Evaluate(Context);
    }

    /// <summary>The single input is this from now on; evaluates after so many seconds.</summary>
    public Operand After(double seconds, double value)
    {
        Inputs.Single().Set(value);
        return After(seconds);
    }

    /// <summary>Goes on in steps for a time, all inputs as they are, or as a function of the second since the start tells.</summary>
    public Operand For(double seconds, double step = 1, Action<double>? set = null)
    {
        Operand result = default;
        int steps = (int)Math.Round(seconds / step);
        for (int i = 1; i <= steps; i++)
        {
            set?.Invoke(i * step);
            result = After(step);
        }

        return result;
    }

    private SettableTerm Input(string name) => _inputs[name] = new SettableTerm(Unit.DegreeCelsius);
}
