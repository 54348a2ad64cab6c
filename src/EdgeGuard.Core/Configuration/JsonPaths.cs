namespace EdgeGuard.Core.Configuration;

/// <summary>JSON paths as people and System.Text.Json write them: <c>$.mqtt.broker</c>, <c>$.rules[3]</c>, <c>$.contacts['a b']</c>.</summary>
public static class JsonPaths
{
    public const string Root = "$";

    public static string Child(string path, string name)
    {
        var plain = name.Length > 0;
        foreach (var c in name)
            plain &= char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$';
        return plain ? $"{path}.{name}" : $"{path}['{name}']";
    }

    public static string Child(string path, int index) => $"{path}[{index}]";

    /// <summary>The value at a path in a tree; its nearest ancestor when it does not exist.</summary>
    public static PositionedNode Find(PositionedNode root, string path) => Find(root, Root, path);

    private static PositionedNode Find(PositionedNode node, string at, string path)
    {
        foreach (var member in node.Members)
        {
            var child = Child(at, member.Name);
            if (Leads(child, path))
                return Find(member.Value, child, path);
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            var child = Child(at, i);
            if (Leads(child, path))
                return Find(node.Items[i], child, path);
        }

        return node;
    }

    private static bool Leads(string child, string path) =>
        path.StartsWith(child, StringComparison.Ordinal)
        && (path.Length == child.Length || path[child.Length] is '.' or '[');
}
