using EdgeGuard.Core.Points;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Makes the console that a call writes to.</summary>
internal static class Terminal
{
    /// <summary>Nothing is wrapped or cut in a file or a pipe.</summary>
    private const int RedirectedColumns = 250;

    public static CliContext Open(Language language, bool json)
    {
        bool plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = RedirectedColumns;
        return new CliContext(console, Console.Out, Console.Error, language, json);
    }
}
