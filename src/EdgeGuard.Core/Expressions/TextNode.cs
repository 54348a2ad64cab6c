namespace EdgeGuard.Core.Expressions;

internal sealed record TextNode(string Text, int Offset) : SyntaxNode(Offset);
