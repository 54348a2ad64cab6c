using System.Text;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Text measured in cells of the terminal; a Chinese character has two.</summary>
internal static class CellText
{
    private const char More = '…';

    public static int Width(string text) => text.GetCellWidth();

    /// <summary>At most so many cells; what is cut off is marked.</summary>
    public static string Cut(string text, int cells)
    {
        if (Width(text) <= cells)
            return text;
        var cut = new StringBuilder();
        int used = More.GetCellWidth();
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > cells)
                break;
            cut.Append(rune);
        }

        return cut.Append(More).ToString();
    }
}
