using System.Diagnostics.CodeAnalysis;

namespace EdgeGuard.Core.Expressions;

/// <summary>
/// Every stateful term of the gateway, by its canonical key: two rules that ask for the same window share it, and a snapshot finds
/// each one's state again.
/// </summary>
public sealed class TermPool
{
    private readonly Dictionary<string, StatefulTerm> _terms = new(StringComparer.Ordinal);

    public IReadOnlyCollection<StatefulTerm> All => _terms.Values;

    public bool TryFind(string key, [MaybeNullWhen(false)] out StatefulTerm term) => _terms.TryGetValue(key, out term);

    /// <exception cref="ArgumentException">The key is taken.</exception>
    public void Add(string key, StatefulTerm term)
    {
        term.Key = key;
        _terms.Add(key, term);
    }
}
