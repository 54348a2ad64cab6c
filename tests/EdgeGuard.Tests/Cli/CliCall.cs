using System.Text;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>Calls the command line in this process, on a console of a fixed width.</summary>
internal sealed class CliCall(int width = 120)
{
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public RunOptions? Run { get; private set; }

    public DemoOptions? Demo { get; private set; }

    public DeviceReader Direct { get; init; } = (_, _, _) =>
        Task.FromResult<(IReadOnlyList<PointReport>?, DeviceReport?, Words?)>((null, null, new Words("不应直接读取", "it should not have been read directly")));

    /// <summary>What this process answers to scan and raw; nothing when it should not be asked.</summary>
    public DirectAnswers Answers { get; init; } = (_, _, _) =>
        new[] { ControlAnswer.Said(ExitCode.Failed, "不应直接扫描", "it should not have been asked directly") }.ToAsyncEnumerable();

    public string Out => Text(_out);

    public string Error => Text(_error);

    public IEnumerable<string> Lines => Out.Split('\n').Select(l => l.TrimEnd());

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    public Task<int> Async(params string[] args)
    {
        var parts = new CliParts
        {
            Run = (options, _) => Task.FromResult((Run = options) is null ? -1 : ExitCode.Done),
            Demo = (options, _) => Task.FromResult((Demo = options) is null ? -1 : ExitCode.Done),
            ReadDevice = Direct,
            Direct = Answers,
            Open = Open,
            Out = new LockedWriter(_out),
            Error = new LockedWriter(_error),
        };
        return new CliApp(parts).InvokeAsync(args, TestContext.Current.CancellationToken);
    }

    public CliContext Open(Language language, bool json)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new LockedWriter(_out)),
        });
        console.Profile.Width = width;
        console.Profile.Height = 40;
        return new CliContext(console, new LockedWriter(_out), new LockedWriter(_error), language, json);
    }
}
