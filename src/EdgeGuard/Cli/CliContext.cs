using EdgeGuard.Core.Points;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>How one call of the CLI talks to the one who called.</summary>
/// <param name="Console">The terminal, or the pipe in its place.</param>
/// <param name="Out">The same, for what no table may touch.</param>
/// <param name="Json">Machine-readable output instead of tables.</param>
internal sealed record CliContext(IAnsiConsole Console, TextWriter Out, TextWriter Error, Language Language, bool Json)
{
    /// <summary>Below this width the less needed columns go; a phone over SSH has about 60.</summary>
    private const int NarrowColumns = 90;

    public bool Narrow => Console.Profile.Width < NarrowColumns;

    public string Say(string zh, string en) => Language == Language.Zh ? zh : en;

    public string Say(Words words) => words.In(Language);

    public int Fail(int exit, string zh, string en)
    {
        Error.WriteLine(Say(zh, en));
        return exit;
    }

    /// <summary>One line of plain text, wrapped by the terminal and not by us.</summary>
    public void Line(string text) => Out.WriteLine(text);

    /// <summary>A sentence, wrapped between its words.</summary>
    public void Prose(string text)
    {
        Console.Write(new Text(text));
        Console.WriteLine();
    }
}
