namespace EdgeGuard.Core.Expressions;

internal sealed record NotNode(SyntaxNode Inner, int Offset) : SyntaxNode(Offset)
{
    public override IReadOnlyList<SyntaxNode> Children => [Inner];
}
