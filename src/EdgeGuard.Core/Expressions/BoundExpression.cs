namespace EdgeGuard.Core.Expressions;

/// <summary>
/// An expression bound to its target. It has a term, or problems, or the target does not offer all it speaks of: then a pack's rule
/// does not bind there, and that is no error.
/// </summary>
public sealed record BoundExpression(Term? Term, IReadOnlyList<ExpressionProblem> Problems, IReadOnlyList<string> NotOffered)
{
    /// <summary>
    /// What it computes, in one canonical form that can be parsed again: full point names, canonical units, arguments in order, ratings
    /// as numbers. Empty without a term.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>Indexes of the points it reads, ascending.</summary>
    public IReadOnlyList<int> Points { get; init; } = [];

    /// <summary>The devices of those points, in ordinal order.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>It gives a truth.</summary>
    public bool IsCondition { get; init; }
}
