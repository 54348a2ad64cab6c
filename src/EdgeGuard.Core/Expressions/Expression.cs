namespace EdgeGuard.Core.Expressions;

/// <summary>The way in: from the text of an expression to its syntax, which can be bound to any number of targets.</summary>
public static class Expression
{
    public static ParsedExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new ParsedExpression(new Syntax(text, Parser.Parse(text)), []);
        }
        catch (ExpressionException problem)
        {
            return new ParsedExpression(null, [new ExpressionProblem(problem.Words, problem.Offset ?? 0)]);
        }
    }

    /// <summary>
    /// What a bound term stands on, in the order in which it is written: the points it reads and the calls that remember, with what
    /// they are worth now. Moves nothing on.
    /// </summary>
    public static IReadOnlyList<TermValue> Describe(Term term, EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(term);
        List<TermValue> values = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Term part in SelfAndParts(term))
        {
            TermValue? value = part switch
            {
                PointTerm point => new TermValue(point.Point.Name, point.Unit, point.Evaluate(context)),
                StatefulTerm stateful => new TermValue(stateful.Text, stateful.Unit, stateful.Last),
                _ => null,
            };
            if (value is not null && seen.Add(value.Text))
                values.Add(value);
        }

        return values;
    }

    /// <summary>A term and all below it; what is used twice comes twice.</summary>
    internal static IEnumerable<Term> SelfAndParts(Term term)
    {
        Stack<Term> open = new([term]);
        while (open.TryPop(out Term? next))
        {
            yield return next;
            foreach (Term part in next.Parts.Reverse())
                open.Push(part);
        }
    }
}
