using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>A place in a file, found by going down from the root; a member that is not there has the place of its parent.</summary>
internal readonly record struct ConfigSpot(string File, string Path, PositionedNode? Node, TextPosition At)
{
    public ConfigSpot this[string name]
    {
        get
        {
            var value = Node?[name];
            return new ConfigSpot(File, JsonPaths.Child(Path, name), value, value?.At ?? At);
        }
    }

    public ConfigSpot this[int index]
    {
        get
        {
            var value = Node is not null && index < Node.Items.Count ? Node.Items[index] : null;
            return new ConfigSpot(File, JsonPaths.Child(Path, index), value, value?.At ?? At);
        }
    }

    /// <summary>The key of a member, rather than its value.</summary>
    public ConfigSpot Key(string name)
    {
        var member = Node?.Member(name);
        return this[name] with { At = member?.NameAt ?? At };
    }

    public bool Has(string name) => Node?.Member(name) is not null;

    public string Where => $"{File}:{At.Line}";

    public ConfigError Error(string zh, string en) => Say(zh, en, Severity.Error);

    public ConfigError Warning(string zh, string en) => Say(zh, en, Severity.Warning);

    private ConfigError Say(string zh, string en, Severity severity) =>
        new(File, At.Line, At.Column, Path, new Words(zh, en), severity);
}
