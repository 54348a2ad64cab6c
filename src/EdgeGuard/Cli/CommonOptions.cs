using System.CommandLine;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The options every verb takes.</summary>
internal sealed class CommonOptions
{
    public Option<string> Lang { get; } = Recursive(new Option<string>("--lang")
    {
        Description = "zh | en / 语言",
        HelpName = "zh|en",
    });

    public Option<string> Config { get; } = Recursive(new Option<string>("--config")
    {
        Description = "Configuration folder / 配置目录",
        HelpName = "DIR",
        DefaultValueFactory = _ => "/etc/edgeguard",
    });

    public Option<string?> Data { get; } = Recursive(new Option<string?>("--data")
    {
        Description = "Data folder / 数据目录",
        HelpName = "DIR",
    });

    public Option<string?> Socket { get; } = Recursive(new Option<string?>("--socket")
    {
        Description = "The daemon's control socket / 守护进程控制套接字",
        HelpName = "PATH",
    });

    public Option<bool> Json { get; } = Recursive(new Option<bool>("--json")
    {
        Description = "JSON output / 输出 JSON",
    });

    public void AddTo(Command root)
    {
        Lang.AcceptOnlyFromAmong("zh", "en");
        root.Options.Add(Lang);
        root.Options.Add(Config);
        root.Options.Add(Data);
        root.Options.Add(Socket);
        root.Options.Add(Json);
    }

    public CliContext Context(ParseResult result) => new(
        AnsiConsole.Console, Console.Out, Console.Error, LanguageOf(result.GetValue(Lang)), result.GetValue(Json));

    public string SocketPath(ParseResult result) => result.GetValue(Socket) ?? GatewayPaths.DefaultSocket();

    public string DataFolder(ParseResult result) => result.GetValue(Data) ?? GatewayPaths.DefaultData();

    /// <summary>--lang, else the terminal's own language.</summary>
    public static Language LanguageOf(string? option)
    {
        string? chosen = option
            ?? FirstSet("EDGEGUARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG");
        return chosen is not null && chosen.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Zh : Language.En;
    }

    private static string? FirstSet(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private static Option<T> Recursive<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}
