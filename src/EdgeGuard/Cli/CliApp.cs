using System.CommandLine;
using System.CommandLine.Invocation;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The command line as a whole: every verb, and what a call ends with.</summary>
internal sealed class CliApp(CliParts parts)
{
    /// <summary>A verb that was told to end (Ctrl-C, SIGTERM) has this long for it; the gateway needs 5 s at most.</summary>
    private static readonly TimeSpan s_ending = TimeSpan.FromSeconds(8);

    /// <summary>Runs one call; gives its <see cref="ExitCode"/>.</summary>
    public async Task<int> InvokeAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        Language language = CommonOptions.LanguageOf(args);
        RootCommand root = MakeRoot(new CommonOptions(language, parts.Open));
        ParseResult result = root.Parse(args);
        if (result.Action is ParseErrorAction)
            return Misused(result, language);
        try
        {
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = s_ending,
                Output = parts.Out,
                Error = parts.Error,
            };
            return await result.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await parts.Error.WriteLineAsync(language == Language.Zh ? "已中断。" : "Interrupted.").ConfigureAwait(false);
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await parts.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private RootCommand MakeRoot(CommonOptions common)
    {
        var root = new RootCommand(common.Say(
            "EdgeGuard 机房监控网关：采集、判断、保存、转发。不带参数时显示状态和下一步。",
            "EdgeGuard watches a machine room: acquire, judge, keep, forward. Alone it shows the status and the next step."));
        common.AddTo(root);
        new OverviewVerb(common).AddTo(root);
        root.Subcommands.Add(new DemoVerb(common, parts.Demo).Make());
        root.Subcommands.Add(new RunVerb(common, parts.Run).Make());
        root.Subcommands.Add(new CheckVerb(common).Make());
        root.Subcommands.Add(new ReadVerb(common, parts.ReadDevice, parts.Direct).Make());
        root.Subcommands.Add(new ScanVerb(common, parts.Direct).Make());
        root.Subcommands.Add(new StatusVerb(common).Make());
        root.Subcommands.Add(new PointsVerb(common).Make());
        root.Subcommands.Add(new AlarmsVerb(common).Make());
        root.Subcommands.Add(new AckVerb(common).Make());
        root.Subcommands.Add(new HistoryVerb(common).Make());
        root.Subcommands.Add(new TraceVerb(common).Make());
        root.Subcommands.Add(new JournalVerb(common).Make());
        root.Subcommands.Add(new ShelveVerb(common).Make());
        root.Subcommands.Add(new UnshelveVerb(common).Make());
        root.Subcommands.Add(new ServiceVerb(common).Make());
        root.Subcommands.Add(new MaintenanceVerb(common).Make());
        root.Subcommands.Add(new OperateVerb(common).Make());
        root.Subcommands.Add(new ProfileVerb(common).Make());
        root.Subcommands.Add(new RulesVerb(common).Make());
        return root;
    }

    private int Misused(ParseResult result, Language language)
    {
        foreach (string message in result.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            parts.Error.WriteLine(language == Language.Zh ? $"用法错误：{message}" : $"Wrong usage: {message}");
        string verb = CallOf(result);
        parts.Error.WriteLine(language == Language.Zh ? $"用法见：{verb} --help" : $"See: {verb} --help");
        return ExitCode.Usage;
    }

    private static string CallOf(ParseResult result)
    {
        var names = new List<string>();
        for (var at = result.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, at.Parent is null ? "edgeguard" : at.Command.Name);
        return string.Join(' ', names);
    }
}
