using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <param name="Text">As written, without quotes.</param>
/// <param name="Value">Of a number, before its unit is applied.</param>
/// <param name="Unit">Of a number that carries one.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, string Text, double Value = 0, UnitConversion? Unit = null)
{
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Name && Text == text;
}
