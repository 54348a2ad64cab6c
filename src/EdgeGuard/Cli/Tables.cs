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

    public static Table Make() => new() { Border = TableBorder.Simple, BorderStyle = Quiet };

    /// <summary>A column that is never broken.</summary>
    public static Table Fixed(this Table table, string header, bool right = false)
    {
        table.AddColumn(new TableColumn(new Text(header, Strong))
        {
            NoWrap = true,
            Alignment = right ? Justify.Right : Justify.Left,
        });
        return table;
    }

    /// <summary>A column that gives way when the terminal is narrow.</summary>
    public static Table Flowing(this Table table, string header)
    {
        table.AddColumn(new TableColumn(new Text(header, Strong)));
        return table;
    }

    public static void Row(this Table table, IEnumerable<IRenderable> cells) => table.AddRow([.. cells]);
}
