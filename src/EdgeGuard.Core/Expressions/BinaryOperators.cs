namespace EdgeGuard.Core.Expressions;

/// <summary>How the operators are written and how tightly they bind.</summary>
internal static class BinaryOperators
{
    private static readonly (BinaryOperator Operator, string Text, Precedence Precedence)[] s_table =
    [
        (BinaryOperator.Or, Keywords.Or, Precedence.Or),
        (BinaryOperator.And, Keywords.And, Precedence.And),
        (BinaryOperator.Equal, "==", Precedence.Comparison),
        (BinaryOperator.NotEqual, "!=", Precedence.Comparison),
        (BinaryOperator.Less, "<", Precedence.Comparison),
        (BinaryOperator.LessOrEqual, "<=", Precedence.Comparison),
        (BinaryOperator.Greater, ">", Precedence.Comparison),
        (BinaryOperator.GreaterOrEqual, ">=", Precedence.Comparison),
        (BinaryOperator.Add, "+", Precedence.Sum),
        (BinaryOperator.Subtract, "-", Precedence.Sum),
        (BinaryOperator.Multiply, "*", Precedence.Product),
        (BinaryOperator.Divide, "/", Precedence.Product),
        (BinaryOperator.Fallback, "??", Precedence.Fallback),
    ];

    public static string Text(this BinaryOperator op) => s_table[(int)op].Text;

    public static Precedence Binds(this BinaryOperator op) => s_table[(int)op].Precedence;

    public static bool IsComparison(this BinaryOperator op) => op.Binds() == Precedence.Comparison;

    public static BinaryOperator? Find(Token token, Precedence precedence)
    {
        foreach (var row in s_table)
        {
            if (row.Precedence == precedence && token.Is(row.Text))
                return row.Operator;
        }

        return null;
    }
}
