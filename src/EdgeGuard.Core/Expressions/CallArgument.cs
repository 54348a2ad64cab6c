namespace EdgeGuard.Core.Expressions;

/// <param name="Name">Null where it is known by its place.</param>
internal sealed record CallArgument(string? Name, SyntaxNode Value, int Offset);
