namespace EdgeGuard.Core.Expressions;

/// <summary>
/// Gives every term its parts, and sees to it that calls of one meaning are one term. What it makes reaches the
/// pool only when the expression that needs it is kept.
/// </summary>
internal sealed class TermFactory(TermPool pool)
{
    private readonly Dictionary<string, StatefulTerm> _made = new(StringComparer.Ordinal);

    public static T Finish<T>(T term, IReadOnlyList<Term> parts)
        where T : Term
    {
        term.Parts = parts;
        term.Equipment = Equipment(parts, []);
        return term;
    }

    /// <param name="equipment">Stamps of the devices this very call learns about.</param>
    public Term Call(string text, IReadOnlyList<Term> parts, IReadOnlyList<string> equipment, Func<Term> make)
    {
        IReadOnlyList<string> all = Equipment(parts, equipment);
        string key = all.Count == 0 ? text : $"{text} @ {string.Join(", ", all)}";
        if (pool.TryFind(key, out StatefulTerm? known) || _made.TryGetValue(key, out known))
            return known;
        Term term = Finish(make(), parts);
        term.Equipment = all;
        if (term is StatefulTerm stateful)
        {
            stateful.Key = key;
            stateful.Text = text;
            _made.Add(key, stateful);
        }

        return term;
    }

    public void Keep(Term root)
    {
        foreach (StatefulTerm term in Expression.SelfAndParts(root).OfType<StatefulTerm>())
        {
            if (!pool.TryFind(term.Key, out _))
                pool.Add(term.Key, term);
        }
    }

    private static IReadOnlyList<string> Equipment(IReadOnlyList<Term> parts, IReadOnlyList<string> own) =>
        own.Count == 0 && parts.All(part => part.Equipment.Count == 0)
            ? []
            : [.. parts.SelectMany(part => part.Equipment).Concat(own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
