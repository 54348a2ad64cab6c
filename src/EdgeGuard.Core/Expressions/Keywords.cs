namespace EdgeGuard.Core.Expressions;

/// <summary>Words that are no names.</summary>
internal static class Keywords
{
    public const string And = "and";
    public const string Or = "or";
    public const string Not = "not";
    public const string For = "for";
    public const string True = "true";
    public const string False = "false";
    public const string Self = "self";
    public const string Rating = "rating";
    public const string Asset = "asset";
    public const string Has = "has";
    public const string Held = "held";

    /// <summary>It can stand after a number without being its unit.</summary>
    public static bool Is(string word) => word is And or Or or Not or For or True or False;
}
