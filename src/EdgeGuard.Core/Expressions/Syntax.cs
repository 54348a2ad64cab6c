namespace EdgeGuard.Core.Expressions;

/// <summary>A parsed expression. Immutable.</summary>
public sealed class Syntax
{
    private readonly SyntaxNode _root;

    internal Syntax(string text, SyntaxNode root) => (Text, _root) = (text, root);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Every name it speaks of, as written; of <c>f(device)</c> the point <c>device.f</c> too.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var open = new Stack<SyntaxNode>([_root]);
            while (open.TryPop(out SyntaxNode? node))
            {
                if (node is NameNode name)
                    yield return name.Name;
                if (node is CallNode { Arguments: [{ Value: NameNode device }] } call)
                    yield return $"{device.Name}.{call.Function}";
                foreach (SyntaxNode child in node.Children)
                    open.Push(child);
            }
        }
    }

    /// <summary>
    /// Resolves names and checks units. Terms that remember are taken from the pool, or put there, only where the whole expression
    /// binds.
    /// </summary>
    public BoundExpression Bind(
        BindingScope scope,
        BindingTarget target,
        TermPool pool,
        IReadOnlyDictionary<string, FunctionSpec> functions,
        ExpressionKind kind = ExpressionKind.Any)
    {
        var binder = new Binder(scope, pool, functions);
        ScopePoint? self = target.Point is { } index ? scope.Point(index) : null;
        Bound root = binder.Bind(_root, new Frame(target.Device ?? self?.Device, self));
        if (!root.HasFailed)
            binder.Require(root, kind switch { ExpressionKind.Any => Role.Either, ExpressionKind.Number => Role.Number, _ => Role.Condition }, _root.Offset);
        if (binder.Problems.Count > 0)
            return new BoundExpression(null, [.. binder.Problems.Distinct().OrderBy(problem => problem.Offset)], []);
        if (root.Term is not { } term)
            return new BoundExpression(null, [], root.Missing);

        binder.Terms.Keep(term);
        var points = Expression.SelfAndParts(term).OfType<PointTerm>().Select(part => part.Point).Distinct().ToList();
        return new BoundExpression(term, [], [])
        {
            Text = root.Text,
            Points = [.. points.Select(point => point.Index).Order()],
            Devices = [.. points.Select(point => point.Device).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            IsCondition = root.Role == Role.Condition,
        };
    }
}
