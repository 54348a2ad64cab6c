using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>Numbers and names as the canonical text writes them, such that the parser reads the same again.</summary>
internal static class Literals
{
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Number(double value, Unit unit) => unit switch
    {
        Unit.None => Number(value),
        Unit.Second => $"{Number(value)}s",
        _ => $"{Number(value)} {unit.Name()}",
    };

    public static string Truth(bool value) => value ? Keywords.True : Keywords.False;

    /// <summary>In quotes where the plain name would be read as something else.</summary>
    public static string Point(string name, BindingScope scope)
    {
        int dot = name.IndexOf('.');
        bool plain = dot > 0 && Lexer.IsNameStart(name[0])
            && name.AsSpan(0, dot).IndexOfAnyExcept(s_deviceCharacters) < 0
            && name.Length > dot + 1 && name.AsSpan(dot + 1).IndexOfAnyExcept(s_pointCharacters) < 0
            && name[..dot] is not (Keywords.Rating or Keywords.Asset or Keywords.Self)
            && !scope.Signals.ContainsKey(name);
        return plain ? name : $"'{name}'";
    }

    private const string PointCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    private static readonly System.Buffers.SearchValues<char> s_pointCharacters = System.Buffers.SearchValues.Create(PointCharacters);

    private static readonly System.Buffers.SearchValues<char> s_deviceCharacters = System.Buffers.SearchValues.Create(PointCharacters + "-");
}
