using System.Globalization;

namespace EdgeGuard.Core.Configuration;

public enum NodeKind : byte
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

/// <summary>A member of an object; a key that stood twice is kept once, with its first value.</summary>
public sealed record PositionedMember(string Name, TextPosition NameAt, PositionedNode Value);

/// <summary>One JSON value and where it stands.</summary>
public sealed class PositionedNode(NodeKind kind, TextPosition at)
{
    public NodeKind Kind { get; } = kind;

    public TextPosition At { get; } = at;

    /// <summary>A string's value, or a number as it is written; otherwise empty.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<PositionedMember> Members { get; init; } = [];

    public IReadOnlyList<PositionedNode> Items { get; init; } = [];

    /// <summary>A number's value (infinite when it is beyond a double's range); NaN when this is no number.</summary>
    public double Number => Kind == NodeKind.Number
        ? double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>A number written without fraction and exponent.</summary>
    public bool IsInteger => Kind == NodeKind.Number && !Text.AsSpan().ContainsAny('.', 'e', 'E');

    public PositionedMember? Member(string name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name)
                return member;
        }

        return null;
    }

    /// <summary>The member's value; null when there is none.</summary>
    public PositionedNode? this[string name] => Member(name)?.Value;
}
