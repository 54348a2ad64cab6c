namespace EdgeGuard.Core.Configuration;

internal sealed record NamedSchema(string Name, SchemaNode Schema);
