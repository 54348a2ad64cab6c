namespace EdgeGuard.Core.Expressions;

/// <param name="Exact">Written in quotes: a point, never a signal.</param>
internal sealed record NameNode(string Name, bool Exact, int Offset) : SyntaxNode(Offset);
