namespace EdgeGuard.Core.Expressions;

internal sealed record CallNode(string Function, IReadOnlyList<CallArgument> Arguments, int Offset) : SyntaxNode(Offset)
{
    public override IReadOnlyList<SyntaxNode> Children => [.. Arguments.Select(argument => argument.Value)];
}
