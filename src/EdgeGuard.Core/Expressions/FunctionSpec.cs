using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>What kind of argument a function takes.</summary>
public enum ParameterKind : byte
{
    /// <summary>Any expression that gives a number.</summary>
    Number,

    /// <summary>An expression that is true, false or unknown.</summary>
    Condition,

    /// <summary>A duration written out: <c>5m</c>.</summary>
    Duration,

    /// <summary>A number known when the rules are loaded: a literal, or a rating of the device.</summary>
    Constant,

    /// <summary>A constant in quotes.</summary>
    Text,
}

/// <summary>One parameter of a function; an argument may name it (<c>tau: 30m</c>).</summary>
/// <param name="Default">For an optional <see cref="ParameterKind.Constant"/> (or duration, in seconds) that is left out.</param>
/// <param name="Unit">Needed unit of a number or constant; null: any.</param>
/// <param name="Optional">May be left out; then <see cref="FunctionCall.Has"/> is false, or the default stands in.</param>
public sealed record Parameter(string Name, ParameterKind Kind, double? Default = null, Unit? Unit = null, bool Optional = false)
{
    public bool MayBeLeftOut => Optional || Default is not null;
}

/// <summary>A function of the language.</summary>
/// <param name="Parameters">In the order in which unnamed arguments fill them.</param>
/// <param name="Make">Builds the term of a call whose arguments have been checked for kind, count and unit. May throw <see cref="ExpressionException"/>.</param>
public sealed record FunctionSpec(string Name, Words Help, IReadOnlyList<Parameter> Parameters, Func<FunctionCall, Term> Make)
{
    /// <summary>It gives a truth, not a number.</summary>
    public bool IsCondition { get; init; }

    /// <summary>It learns about a device; replaced equipment makes it begin anew (its key holds the device's installation).</summary>
    public bool Learns { get; init; }
}
