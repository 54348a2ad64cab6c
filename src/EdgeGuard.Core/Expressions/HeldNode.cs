namespace EdgeGuard.Core.Expressions;

/// <summary><c>INNER for DURATION</c>.</summary>
internal sealed record HeldNode(SyntaxNode Inner, SyntaxNode Duration, int Offset) : SyntaxNode(Offset)
{
    public override IReadOnlyList<SyntaxNode> Children => [Inner, Duration];
}
