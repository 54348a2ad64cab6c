namespace EdgeGuard.Core.Configuration;

/// <summary>The keywords that combine schemas, and the choice of the one alternative a person meant.</summary>
internal static class SchemaChoices
{
    public static void Visit(SchemaWalk walk, SchemaNode schema, PositionedNode node, string path)
    {
        foreach (var part in schema.AllOf)
            walk.Visit(part, node, path);
        if (schema.AnyOf.Count > 0)
            Choose(walk, schema.AnyOf, node, path, single: false);
        if (schema.OneOf.Count > 0)
            Choose(walk, schema.OneOf, node, path, single: true);
        if (schema.Not is { } not && walk.Try(not, node, path).Count == 0)
            walk.Add(node.At, path, not.Resolved.Const is { } value ? SchemaWords.MustNotBe(value) : SchemaWords.NotAllowed);
        if (schema.If is { } condition)
        {
            var branch = walk.Try(condition, node, path).Count == 0 ? schema.Then : schema.Else;
            if (branch is not null)
                walk.Visit(branch, node, path);
        }
    }

    private static void Choose(SchemaWalk walk, IReadOnlyList<SchemaNode> branches, PositionedNode node, string path, bool single)
    {
        if (node.Kind == NodeKind.Object && SchemaForms.Of(branches) is { } forms)
        {
            OfForms(walk, forms, node, path);
            return;
        }

        var trials = branches.Select(b => walk.Try(b, node, path)).ToList();
        var fitting = trials.Count(t => t.Count == 0);
        if (fitting == 1 || (fitting > 1 && !single))
            return;
        if (branches.All(OnlyRequires))
            walk.Add(node.At, path, SchemaWords.OneKeyOf([.. branches.Select(b => b.Required[0])], fitting));
        else if (fitting > 1)
            walk.Add(node.At, path, SchemaWords.Ambiguous);
        else
            Closest(walk, branches, trials, node, path);
    }

    private static bool OnlyRequires(SchemaNode branch) => branch is { Required.Count: 1, Properties.Count: 0, Types.Count: 0, Target: null };

    private static void OfForms(SchemaWalk walk, SchemaForms forms, PositionedNode node, string path)
    {
        var names = forms.Forms.Select(f => f.Name);
        if (forms.Chosen(node) is { } chosen)
            walk.Visit(chosen, node, path, forms);
        else if (node[forms.Key] is { } value)
            walk.Add(value.At, JsonPaths.Child(path, forms.Key), SchemaWords.OneOf(value, names));
        else
            walk.Add(node.At, path, SchemaWords.MissingForm(forms.Key, names));
    }

    /// <summary>Tells what the alternative of the right type with the fewest faults has against the value.</summary>
    private static void Closest(
        SchemaWalk walk, IReadOnlyList<SchemaNode> branches, List<List<ConfigError>> trials, PositionedNode node, string path)
    {
        List<ConfigError>? best = null;
        for (var i = 0; i < branches.Count; i++)
        {
            if (SchemaWalk.TypeFits(branches[i].Resolved, node) && (best is null || trials[i].Count < best.Count))
                best = trials[i];
        }

        if (best is null)
            walk.Add(node.At, path, SchemaWords.Type([.. branches.SelectMany(b => b.Resolved.Types).Distinct()], node));
        else
            walk.Errors.AddRange(best);
    }
}
