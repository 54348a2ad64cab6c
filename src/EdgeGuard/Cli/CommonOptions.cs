using System.CommandLine;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The options every verb takes.</summary>
/// <param name="language">Of the help.</param>
/// <param name="open">Makes the console of the call: <see cref="Terminal.Open"/>, or a test's.</param>
internal sealed class CommonOptions(Language language, Func<Language, bool, CliContext> open)
{
    public const string DefaultConfig = "/etc/edgeguard";
    private const string LangName = "--lang";

    public Option<string> Lang { get; } = new(LangName)
    {
        Description = "语言 / language: zh, en",
        HelpName = "zh|en",
        Recursive = true,
    };

    public Option<string> Config { get; } = new("--config")
    {
        Description = In(language, $"配置目录，默认 {DefaultConfig}", $"configuration folder; default {DefaultConfig}"),
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string> Data { get; } = new("--data")
    {
        Description = In(language, "数据目录", "data folder"),
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string> Socket { get; } = new("--socket")
    {
        Description = In(language, "守护进程的控制套接字", "the daemon's control socket"),
        HelpName = "PATH",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = In(language, "输出一份 JSON", "print one JSON document"),
        Recursive = true,
    };

    public string Say(string zh, string en) => In(language, zh, en);

    public void AddTo(Command root)
    {
        Lang.AcceptOnlyFromAmong("zh", "en");
        root.Options.Add(Lang);
        root.Options.Add(Config);
        root.Options.Add(Data);
        root.Options.Add(Socket);
        root.Options.Add(Json);
    }

    public CliContext Context(ParseResult result) => open(LanguageOf(result.GetValue(Lang)), result.GetValue(Json));

    public string ConfigFolder(ParseResult result) => result.GetValue(Config) ?? DefaultConfig;

    public string SocketPath(ParseResult result) => result.GetValue(Socket) ?? GatewayPaths.DefaultSocket();

    public string DataFolder(ParseResult result) => result.GetValue(Data) ?? GatewayPaths.DefaultData();

    /// <summary>--lang, else the terminal's own language.</summary>
    public static Language LanguageOf(string? option)
    {
        string? chosen = option
            ?? FirstSet("EDGEGUARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG");
        return chosen is not null && chosen.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Zh : Language.En;
    }

    /// <summary>The language of help and usage errors, which must be known before anything is parsed.</summary>
    public static Language LanguageOf(IReadOnlyList<string> args)
    {
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i].StartsWith($"{LangName}=", StringComparison.Ordinal))
                return LanguageOf(args[i][(LangName.Length + 1)..]);
            if (args[i] == LangName && i + 1 < args.Count)
                return LanguageOf(args[i + 1]);
        }

        return LanguageOf((string?)null);
    }

    private static string In(Language language, string zh, string en) => language == Language.Zh ? zh : en;

    private static string? FirstSet(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
}
