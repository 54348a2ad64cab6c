using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Configuration;

/// <summary>Reads a schema. A keyword it does not know is an exception, so that the validator never silently checks less.</summary>
internal sealed class SchemaLoader
{
    private readonly string _name;
    private readonly List<SchemaNode> _references = [];
    private readonly Dictionary<string, SchemaNode> _targets = new(StringComparer.Ordinal);

    private SchemaLoader(string name) => _name = name;

    public static SchemaNode Load(string name, ReadOnlySpan<byte> bytes)
    {
        var document = PositionedJson.Parse(name, bytes);
        if (document.Root is null || document.Errors.Count > 0)
            throw new SchemaFormatException(document.Errors[0].In(Points.Language.En));
        var loader = new SchemaLoader(name);
        var root = loader.Read(document.Root);
        loader._targets["#"] = root;
        foreach (var node in loader._references)
        {
            node.Target = loader._targets.TryGetValue(node.Ref!, out var target) && target != node
                ? target
                : throw new SchemaFormatException($"{name}: $ref {node.Ref} leads nowhere");
        }

        return root;
    }

    private SchemaNode Read(PositionedNode json)
    {
        if (json.Kind is NodeKind.True or NodeKind.False)
            return new SchemaNode { Verdict = json.Kind == NodeKind.True };
        if (json.Kind != NodeKind.Object)
            throw Fault(json, "a schema is an object, true or false");
        var schema = new SchemaNode();
        foreach (var member in json.Members)
        {
            if (!(Annotation(schema, member) || Scalar(schema, member) || Collection(schema, member) || Combination(schema, member)))
                throw Fault(member.Value, $"keyword \"{member.Name}\" is not known");
        }

        return schema;
    }

    private bool Annotation(SchemaNode schema, PositionedMember member)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "$schema" or "$id" or "$comment" or "title" or "deprecated" or "readOnly": return true;
            case "description": schema.Description = value.Text; return true;
            case "default": schema.Default = value; return true;
            case "examples": schema.Examples = value.Items; return true;
            case "$defs": Definitions(value); return true;
            case "$ref":
                schema.Ref = value.Text;
                _references.Add(schema);
                return true;
            default: return false;
        }
    }

    private bool Scalar(SchemaNode schema, PositionedMember member)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "type": schema.Types = Types(value); return true;
            case "enum": schema.Enum = value.Items; return true;
            case "const": schema.Const = value; return true;
            case "minimum": schema.Minimum = Number(value); return true;
            case "maximum": schema.Maximum = Number(value); return true;
            case "exclusiveMinimum": schema.ExclusiveMinimum = Number(value); return true;
            case "exclusiveMaximum": schema.ExclusiveMaximum = Number(value); return true;
            case "multipleOf": schema.MultipleOf = Number(value); return true;
            case "minLength": schema.MinLength = Count(value); return true;
            case "maxLength": schema.MaxLength = Count(value); return true;
            case "pattern":
                schema.Pattern = Expression(value, value.Text);
                schema.PatternText = value.Text;
                return true;
            case "format":
                schema.IsDate = value.Text == "date" ? true : throw Fault(value, $"format \"{value.Text}\" is not known");
                return true;
            default: return false;
        }
    }

    private bool Collection(SchemaNode schema, PositionedMember member)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "items": schema.Items = Read(value); return true;
            case "prefixItems": schema.PrefixItems = List(value); return true;
            case "minItems": schema.MinItems = Count(value); return true;
            case "maxItems": schema.MaxItems = Count(value); return true;
            case "uniqueItems": schema.UniqueItems = value.Kind == NodeKind.True; return true;
            case "properties": schema.Properties = Named(value); return true;
            case "patternProperties":
                schema.PatternProperties = [.. value.Members.Select(m => new PatternSchema(Expression(m.Value, m.Name), Read(m.Value)))];
                return true;
            case "additionalProperties": schema.AdditionalProperties = Read(value); return true;
            case "propertyNames": schema.PropertyNames = Read(value); return true;
            case "required": schema.Required = Texts(value); return true;
            case "minProperties": schema.MinProperties = Count(value); return true;
            case "maxProperties": schema.MaxProperties = Count(value); return true;
            case "dependentRequired":
                schema.DependentRequired = [.. value.Members.Select(m => (m.Name, Texts(m.Value)))];
                return true;
            case "dependentSchemas": schema.DependentSchemas = Named(value); return true;
            default: return false;
        }
    }

    private bool Combination(SchemaNode schema, PositionedMember member)
    {
        var value = member.Value;
        switch (member.Name)
        {
            case "allOf": schema.AllOf = List(value); return true;
            case "anyOf": schema.AnyOf = List(value); return true;
            case "oneOf": schema.OneOf = List(value); return true;
            case "not": schema.Not = Read(value); return true;
            case "if": schema.If = Read(value); return true;
            case "then": schema.Then = Read(value); return true;
            case "else": schema.Else = Read(value); return true;
            default: return false;
        }
    }

    private IReadOnlyList<string> Types(PositionedNode value)
    {
        IReadOnlyList<string> types = value.Kind == NodeKind.Array ? Texts(value) : [value.Text];
        return types.All(t => t is "object" or "array" or "string" or "number" or "integer" or "boolean" or "null")
            ? types
            : throw Fault(value, $"type {string.Join(", ", types)} is not known");
    }

    private void Definitions(PositionedNode value)
    {
        foreach (var member in value.Members)
            _targets[$"#/$defs/{member.Name}"] = Read(member.Value);
    }

    private List<NamedSchema> Named(PositionedNode value) => [.. value.Members.Select(m => new NamedSchema(m.Name, Read(m.Value)))];

    private List<SchemaNode> List(PositionedNode value) => [.. value.Items.Select(Read)];

    private static IReadOnlyList<string> Texts(PositionedNode value) => [.. value.Items.Select(i => i.Text)];

    private double Number(PositionedNode value) =>
        double.IsFinite(value.Number) ? value.Number : throw Fault(value, "a number is wanted");

    private int Count(PositionedNode value) =>
        value.IsInteger && value.Number is >= 0 and <= int.MaxValue ? (int)value.Number : throw Fault(value, "a count is wanted");

    private Regex Expression(PositionedNode at, string pattern)
    {
        // In .NET a closing $ also matches before a last line feed; in JSON Schema (ECMA-262) it does not.
        var exact = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;
        try
        {
            return new Regex(exact, RegexOptions.ECMAScript);
        }
        catch (ArgumentException e)
        {
            throw new SchemaFormatException(Fault(at, $"pattern {pattern}: {e.Message}").Message, e);
        }
    }

    private SchemaFormatException Fault(PositionedNode at, string what) =>
        new($"{_name}:{at.At.Line}:{at.At.Column}: {what}");
}
