namespace EdgeGuard.Core.Configuration;

/// <summary>A place in a text; line and column count from 1, the column in Unicode code points.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    public static TextPosition Start => new(1, 1);
}
