namespace EdgeGuard.Core.Expressions;

internal sealed record TruthNode(bool Value, int Offset) : SyntaxNode(Offset);
