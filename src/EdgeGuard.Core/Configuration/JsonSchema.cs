namespace EdgeGuard.Core.Configuration;

/// <summary>
/// A JSON Schema (draft 2020-12, the keywords our files use) that tells all errors of a document at once, in words for the person who
/// wrote it. Beyond the standard it is strict about integers: 5, not 5.0.
/// </summary>
public sealed class JsonSchema
{
    private JsonSchema(SchemaNode root) => Root = root;

    internal SchemaNode Root { get; }

    /// <exception cref="SchemaFormatException">The schema has a keyword, format or pattern that is not known here.</exception>
    public static JsonSchema Parse(string name, ReadOnlySpan<byte> utf8) => new(SchemaLoader.Load(name, utf8));

    /// <summary>Every error, in the order of the text; those of the JSON itself first when there is no tree to look at.</summary>
    public IReadOnlyList<ConfigError> Validate(PositionedDocument document)
    {
        if (document.Root is null)
            return document.Errors;
        var walk = new SchemaWalk(document.File);
        walk.Visit(Root, document.Root, JsonPaths.Root);
        // Of a value that is held against several forms each may say the same.
        return ConfigError.InOrder(document.Errors.Concat(walk.Errors).Distinct());
    }
}
