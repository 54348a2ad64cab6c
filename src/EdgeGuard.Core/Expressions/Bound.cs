namespace EdgeGuard.Core.Expressions;

/// <summary>What binding one node gave.</summary>
/// <param name="Text">Canonical: full point names, canonical units, arguments in order; empty without a term.</param>
internal sealed record Bound(Term? Term, string Text, Measure Measure, Role Role, Precedence Precedence)
{
    private static readonly IReadOnlyList<string> s_none = [];

    /// <summary>A problem was told; nothing more is to be said of what contains it.</summary>
    public static Bound Failed { get; } = new(null, "", Measure.Unknown, Role.Either, Precedence.Primary) { HasFailed = true };

    public bool HasFailed { get; private init; }

    /// <summary>Signals and ratings that the target does not offer, so that there is no term.</summary>
    public IReadOnlyList<string> Missing { get; init; } = s_none;

    public ConstantTerm? Constant => Term as ConstantTerm;

    public static Bound NotOffered(IReadOnlyList<string> missing, Measure measure, Role role) =>
        new(null, "", measure, role, Precedence.Primary) { Missing = missing };

    /// <summary>The canonical text, in parentheses where it binds more loosely than its place.</summary>
    public string TextIn(Precedence place) => Precedence < place ? $"({Text})" : Text;

    public static IReadOnlyList<string> AllMissing(IEnumerable<Bound> parts) =>
        [.. parts.SelectMany(part => part.Missing).Distinct(StringComparer.Ordinal)];
}
