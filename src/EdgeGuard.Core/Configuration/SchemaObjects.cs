namespace EdgeGuard.Core.Configuration;

/// <summary>The keywords about an object's members.</summary>
internal static class SchemaObjects
{
    public static void Visit(SchemaWalk walk, SchemaNode schema, PositionedNode node, string path, SchemaForms? forms)
    {
        foreach (var key in schema.Required)
        {
            if (node.Member(key) is null)
                walk.Add(node.At, path, SchemaWords.Missing(key, schema));
        }

        foreach (var (key, needs) in schema.DependentRequired)
        {
            if (node.Member(key) is not { } member)
                continue;
            foreach (var need in needs.Where(need => node.Member(need) is null))
                walk.Add(member.NameAt, JsonPaths.Child(path, key), SchemaWords.Needs(key, need));
        }

        foreach (var (key, dependent) in schema.DependentSchemas)
        {
            if (node.Member(key) is not null)
                walk.Visit(dependent, node, path);
        }

        if (node.Members.Count < schema.MinProperties || node.Members.Count > schema.MaxProperties)
            walk.Add(node.At, path, SchemaWords.Count(schema.MinProperties, schema.MaxProperties, node.Members.Count));
        foreach (var member in node.Members)
            Member(walk, schema, member, JsonPaths.Child(path, member.Name), forms);
    }

    private static void Member(SchemaWalk walk, SchemaNode schema, PositionedMember member, string path, SchemaForms? forms)
    {
        if (schema.PropertyNames is { } names)
            walk.Visit(names, new PositionedNode(NodeKind.String, member.NameAt) { Text = member.Name }, path);
        var known = false;
        if (schema.Property(member.Name) is { } property)
        {
            known = true;
            if (property.Verdict == false)
                walk.Add(member.NameAt, path, SchemaWords.NotAllowed);
            else
                walk.Visit(property, member.Value, path);
        }

        foreach (var (pattern, value) in schema.PatternProperties)
        {
            if (!pattern.IsMatch(member.Name))
                continue;
            known = true;
            walk.Visit(value, member.Value, path);
        }

        if (known || schema.AdditionalProperties is not { } additional)
            return;
        if (additional.Verdict == false)
            walk.Add(member.NameAt, path, SchemaWords.Unknown(member.Name, schema, forms));
        else
            walk.Visit(additional, member.Value, path);
    }
}
