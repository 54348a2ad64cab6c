using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>Walks a value and its schema together and gathers what does not fit.</summary>
internal sealed class SchemaWalk(string file)
{
    public List<ConfigError> Errors { get; } = [];

    /// <param name="forms">When this schema is one of several forms: the keys of the others, to explain a key that stands in the wrong one.</param>
    public void Visit(SchemaNode schema, PositionedNode node, string path, SchemaForms? forms = null)
    {
        if (schema.Verdict == false)
            Add(node.At, path, SchemaWords.NotAllowed);
        if (schema.Target is not null)
            Visit(schema.Target, node, path, forms);
        if (!TypeFits(schema, node))
        {
            // Whatever else the schema asks is asked of a value of the right type.
            Add(node.At, path, SchemaWords.Type(schema, node));
            return;
        }

        Values(schema, node, path);
        switch (node.Kind)
        {
            case NodeKind.Number: Numbers(schema, node, path); break;
            case NodeKind.String: Texts(schema, node, path); break;
            case NodeKind.Array: Arrays(schema, node, path); break;
            case NodeKind.Object: SchemaObjects.Visit(this, schema, node, path, forms); break;
            default: break;
        }

        SchemaChoices.Visit(this, schema, node, path);
    }

    /// <summary>What a schema has against a value, without recording it.</summary>
    public List<ConfigError> Try(SchemaNode schema, PositionedNode node, string path, SchemaForms? forms = null)
    {
        var trial = new SchemaWalk(file);
        trial.Visit(schema, node, path, forms);
        return trial.Errors;
    }

    public void Add(TextPosition at, string path, Words message) =>
        Errors.Add(new ConfigError(file, at.Line, at.Column, path, message));

    public static bool TypeFits(SchemaNode schema, PositionedNode node)
    {
        if (schema.Types.Count == 0)
            return true;
        foreach (var type in schema.Types)
        {
            var fits = type switch
            {
                "object" => node.Kind == NodeKind.Object,
                "array" => node.Kind == NodeKind.Array,
                "string" => node.Kind == NodeKind.String,
                "number" => node.Kind == NodeKind.Number,
                "integer" => node.IsInteger,
                "boolean" => node.Kind is NodeKind.True or NodeKind.False,
                _ => node.Kind == NodeKind.Null,
            };
            if (fits)
                return true;
        }

        return false;
    }

    private void Values(SchemaNode schema, PositionedNode node, string path)
    {
        if (schema.Const is { } only && !Same(only, node))
            Add(node.At, path, SchemaWords.OneOf(node, [only]));
        if (schema.Enum.Count > 0 && !schema.Enum.Any(e => Same(e, node)))
            Add(node.At, path, SchemaWords.OneOf(node, schema.Enum));
    }

    private void Numbers(SchemaNode schema, PositionedNode node, string path)
    {
        var value = node.Number;
        if (!double.IsFinite(value))
            Add(node.At, path, SchemaWords.TooBig(node));
        else if (value < schema.Minimum || value > schema.Maximum || value <= schema.ExclusiveMinimum || value >= schema.ExclusiveMaximum)
            Add(node.At, path, SchemaWords.Range(schema, node));
        else if (schema.MultipleOf is { } step && Math.Abs(Math.IEEERemainder(value, step)) > step * 1e-9)
            Add(node.At, path, SchemaWords.Step(node, step));
    }

    private void Texts(SchemaNode schema, PositionedNode node, string path)
    {
        var length = node.Text.EnumerateRunes().Count();
        if (length < schema.MinLength || length > schema.MaxLength)
            Add(node.At, path, SchemaWords.Length(schema, length));
        else if (schema.Pattern is { } pattern && !pattern.IsMatch(node.Text))
            Add(node.At, path, SchemaWords.Pattern(schema, node.Text));
        else if (schema.IsDate && !DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Add(node.At, path, SchemaWords.Date(node.Text));
    }

    private void Arrays(SchemaNode schema, PositionedNode node, string path)
    {
        if (node.Items.Count < schema.MinItems || node.Items.Count > schema.MaxItems)
            Add(node.At, path, SchemaWords.Count(schema.MinItems, schema.MaxItems, node.Items.Count));
        for (var i = 0; i < node.Items.Count; i++)
        {
            var child = JsonPaths.Child(path, i);
            if (i < schema.PrefixItems.Count)
                Visit(schema.PrefixItems[i], node.Items[i], child);
            else if (schema.Items is not null)
                Visit(schema.Items, node.Items[i], child);
            if (schema.UniqueItems && node.Items.Take(i).Any(earlier => Same(earlier, node.Items[i])))
                Add(node.Items[i].At, child, SchemaWords.Repeated);
        }
    }

    /// <summary>Equality as JSON Schema has it: numbers by value, objects without regard to order.</summary>
    public static bool Same(PositionedNode a, PositionedNode b)
    {
        if (a.Kind != b.Kind)
            return false;
        return a.Kind switch
        {
            NodeKind.Number => a.Number.Equals(b.Number),
            NodeKind.String => a.Text == b.Text,
            NodeKind.Array => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(p => Same(p.First, p.Second)),
            NodeKind.Object => a.Members.Count == b.Members.Count
                && a.Members.All(m => b[m.Name] is { } other && Same(m.Value, other)),
            _ => true,
        };
    }
}
