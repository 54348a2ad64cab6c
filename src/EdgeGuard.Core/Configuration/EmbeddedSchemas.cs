namespace EdgeGuard.Core.Configuration;

/// <summary>The schema files of <c>hardware/schema/</c> as they were when this program was built.</summary>
public static class EmbeddedSchemas
{
    /// <summary>File names, e.g. <c>device.schema.json</c>.</summary>
    public static IReadOnlyList<string> Names =>
    [
        .. typeof(EmbeddedSchemas).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    private const string Prefix = "schema/";

    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedSchemas).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new ArgumentException($"There is no schema {name}.", nameof(name));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads and understands a schema; keep the result, it costs about a millisecond.</summary>
    public static JsonSchema Parse(string name) => JsonSchema.Parse(name, Read(name));
}
