namespace EdgeGuard.Core.Expressions;

internal sealed record BinaryNode(BinaryOperator Operator, SyntaxNode Left, SyntaxNode Right, int Offset) : SyntaxNode(Offset)
{
    public override IReadOnlyList<SyntaxNode> Children => [Left, Right];
}
