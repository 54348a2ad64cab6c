using System.Text.RegularExpressions;

namespace EdgeGuard.Core.Configuration;

/// <summary>One (sub)schema; a keyword that is not there is null or empty.</summary>
internal sealed class SchemaNode
{
    /// <summary>A schema that is plainly true or false.</summary>
    public bool? Verdict { get; set; }

    /// <summary>Target of <c>$ref</c>, e.g. <c>#/$defs/words</c>; resolved by <see cref="Target"/>.</summary>
    public string? Ref { get; set; }

    public SchemaNode? Target { get; set; }

    public string Description { get; set; } = "";

    public PositionedNode? Default { get; set; }

    public IReadOnlyList<PositionedNode> Examples { get; set; } = [];

    public IReadOnlyList<string> Types { get; set; } = [];

    public IReadOnlyList<PositionedNode> Enum { get; set; } = [];

    public PositionedNode? Const { get; set; }

    public double? Minimum { get; set; }

    public double? Maximum { get; set; }

    public double? ExclusiveMinimum { get; set; }

    public double? ExclusiveMaximum { get; set; }

    public double? MultipleOf { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public Regex? Pattern { get; set; }

    public string PatternText { get; set; } = "";

    /// <summary>The only format asserted (and accepted) is <c>date</c>.</summary>
    public bool IsDate { get; set; }

    public SchemaNode? Items { get; set; }

    public IReadOnlyList<SchemaNode> PrefixItems { get; set; } = [];

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public IReadOnlyList<NamedSchema> Properties { get; set; } = [];

    public IReadOnlyList<PatternSchema> PatternProperties { get; set; } = [];

    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? PropertyNames { get; set; }

    public IReadOnlyList<string> Required { get; set; } = [];

    public int? MinProperties { get; set; }

    public int? MaxProperties { get; set; }

    public IReadOnlyList<(string Key, IReadOnlyList<string> Needs)> DependentRequired { get; set; } = [];

    public IReadOnlyList<NamedSchema> DependentSchemas { get; set; } = [];

    public IReadOnlyList<SchemaNode> AllOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> AnyOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> OneOf { get; set; } = [];

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }

    /// <summary>This schema, or what its <c>$ref</c> leads to.</summary>
    public SchemaNode Resolved => Target is null ? this : Target.Resolved;

    public SchemaNode? Property(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Name == name)
                return property.Schema;
        }

        return null;
    }
}
