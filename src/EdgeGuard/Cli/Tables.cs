using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeGuard.Gateway.Cli;

/// <summary>How tables look.</summary>
internal static class Tables
{
    public static readonly Style Quiet = new(Color.Grey);
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Well = new(Color.Green);
    public static readonly Style Ill = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>Two spaces between columns: a phone has 60 of them.</summary>
    private static readonly Padding s_padding = new(0, 0, 1, 0);

    public static Table Make() => new() { Border = TableBorder.Simple, BorderStyle = Quiet };

    /// <summary>A column that is never broken.</summary>
    public static Table Fixed(this Table table, string header, bool right = false)
    {
        table.AddColumn(new TableColumn(new Text(header, Strong))
        {
            NoWrap = true,
            Padding = s_padding,
            Alignment = right ? Justify.Right : Justify.Left,
        });
        return table;
    }

    /// <summary>A column that gives way when the terminal is narrow.</summary>
    public static Table Flowing(this Table table, string header)
    {
        table.AddColumn(new TableColumn(new Text(header, Strong)) { Padding = s_padding });
        return table;
    }

    public static void Row(this Table table, IEnumerable<IRenderable> cells) => table.AddRow([.. cells]);
}
