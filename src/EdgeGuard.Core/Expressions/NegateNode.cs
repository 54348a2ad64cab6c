namespace EdgeGuard.Core.Expressions;

internal sealed record NegateNode(SyntaxNode Inner, int Offset) : SyntaxNode(Offset)
{
    public override IReadOnlyList<SyntaxNode> Children => [Inner];
}
