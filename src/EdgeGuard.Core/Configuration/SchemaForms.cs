namespace EdgeGuard.Core.Configuration;

/// <summary>The forms an object can take, told apart by the constant value of one key (<c>kind</c>, <c>type</c>).</summary>
/// <param name="Key">The key that tells them apart.</param>
/// <param name="Forms">Its value in each form, and the form.</param>
internal sealed record SchemaForms(string Key, IReadOnlyList<NamedSchema> Forms)
{
    /// <summary>Null when the schemas have no such key in common.</summary>
    public static SchemaForms? Of(IReadOnlyList<SchemaNode> branches)
    {
        foreach (var (key, _) in branches[0].Resolved.Properties)
        {
            var forms = new List<NamedSchema>();
            foreach (var branch in branches)
            {
                if (branch.Resolved.Property(key)?.Resolved.Const is { Kind: NodeKind.String } value)
                    forms.Add(new NamedSchema(value.Text, branch.Resolved));
            }

            if (forms.Count == branches.Count)
                return new SchemaForms(key, forms);
        }

        return null;
    }

    /// <summary>The form the object says it has; null when its key names none.</summary>
    public SchemaNode? Chosen(PositionedNode node) =>
        node[Key] is { Kind: NodeKind.String } value ? Forms.FirstOrDefault(f => f.Name == value.Text)?.Schema : null;
}
