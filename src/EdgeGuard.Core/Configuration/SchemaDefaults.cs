using System.Text.Json;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// Writes a valid value as plain JSON with the schema's defaults in place of what was left out, and without the root's
/// <c>$schema</c>. The serializer's generated code gives an init-only member that is missing its type's zero, not the default
/// its record states; so every default goes through the schema, and a test holds both to the same values.
/// </summary>
internal static class SchemaDefaults
{
    public static byte[] Complete(SchemaNode schema, PositionedNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, schema, root, isRoot: true);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SchemaNode? schema, PositionedNode node, bool isRoot = false)
    {
        switch (node.Kind)
        {
            case NodeKind.Object: Members(writer, Form(schema, node), node, isRoot); break;
            case NodeKind.Array:
                var items = Form(schema, node)?.Items;
                writer.WriteStartArray();
                foreach (var item in node.Items)
                    Write(writer, items, item);
                writer.WriteEndArray();
                break;
            case NodeKind.String: writer.WriteStringValue(node.Text); break;
            case NodeKind.Number: writer.WriteRawValue(node.Text); break;
            case NodeKind.True or NodeKind.False: writer.WriteBooleanValue(node.Kind == NodeKind.True); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private static void Members(Utf8JsonWriter writer, SchemaNode? schema, PositionedNode node, bool isRoot)
    {
        writer.WriteStartObject();
        foreach (var member in node.Members)
        {
            if (isRoot && member.Name == "$schema")
                continue;
            writer.WritePropertyName(member.Name);
            Write(writer, schema?.Property(member.Name) ?? schema?.AdditionalProperties, member.Value);
        }

        foreach (var (name, property) in schema?.Properties ?? [])
        {
            if (property.Default is not { } value || node.Member(name) is not null)
                continue;
            writer.WritePropertyName(name);
            Write(writer, property, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Where the properties of this very value are listed: behind references, and in the form it says it has.</summary>
    private static SchemaNode? Form(SchemaNode? schema, PositionedNode node)
    {
        var target = schema?.Resolved;
        return target is { OneOf.Count: > 0 } && SchemaForms.Of(target.OneOf) is { } forms ? forms.Chosen(node) : target;
    }
}
