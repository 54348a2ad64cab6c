using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Functions;

namespace EdgeGuard.Core.Tests.Functions;

/// <summary>Calls functions without the parser: fills in the defaults as the binder does, and moves the time on.</summary>
internal sealed class Bench
{
    public EvaluationContext Context { get; } = new(0);

    public static Term Call(string function, params (string Name, object Value)[] arguments)
    {
        FunctionSpec spec = FunctionCatalog.All[function];
        Dictionary<string, object> bound = arguments.ToDictionary(a => a.Name, a => a.Value is int whole ? (double)whole : a.Value);
        Assert.All(bound.Keys, name => Assert.Contains(spec.Parameters, p => p.Name == name));
        foreach (Parameter parameter in spec.Parameters)
        {
            if (!bound.ContainsKey(parameter.Name) && parameter.Default is { } value)
                bound[parameter.Name] = parameter.Kind == ParameterKind.Duration ? TimeSpan.FromSeconds(value) : value;
            Assert.True(parameter.MayBeLeftOut || bound.ContainsKey(parameter.Name), $"{function} needs {parameter.Name}.");
        }

        return spec.Make(new FunctionCall(bound));
    }

    /// <summary>The term's worth after so many seconds more.</summary>
    public Operand After(double seconds, Term term)
    {
        Context.Now += (long)Math.Round(seconds * 1000);
        Context.Pass++;
        return term.Evaluate(Context);
    }

    /// <summary>Passes every so many seconds for a while; the last one's worth.</summary>
    public Operand Run(double seconds, double every, Term term)
    {
        Operand last = default;
        for (double done = 0; done < seconds - 1e-9; done += every)
            last = After(every, term);
        return last;
    }

    /// <summary>A new term of the same kind that has only the saved state of another.</summary>
    public static Term Restore(Term saved, Func<Term> make)
    {
        var writer = new StateWriter();
        ((StatefulTerm)saved).Save(writer);
        Term restored = make();
        var reader = new StateReader(writer.Written);
        ((StatefulTerm)restored).Load(ref reader);
        Assert.True(reader.AtEnd);
        return restored;
    }
}
