namespace EdgeGuard.Core.Configuration;

/// <summary>A JSON text with the position of everything in it.</summary>
/// <param name="Root">Null when the text is not JSON; <paramref name="Errors"/> then says where.</param>
/// <param name="Errors">The syntax error, or every key that stands twice.</param>
public sealed record PositionedDocument(string File, PositionedNode? Root, IReadOnlyList<ConfigError> Errors);
