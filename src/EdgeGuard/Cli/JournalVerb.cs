using System.CommandLine;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Hosting;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard journal [--last N] [--kind K]</c>, <c>journal verify [FILE]</c>, <c>journal export FILE|-</c></summary>
internal sealed class JournalVerb(CommonOptions common)
{
    private const int Shown = 30;

    public Command Make()
    {
        var last = new Option<int>("--last")
        {
            Description = common.Say($"最近多少行，默认 {Shown}，至多 {JournalDesk.MaxLines}", $"how many of the newest lines; default {Shown}, at most {JournalDesk.MaxLines}"),
            HelpName = "N",
            DefaultValueFactory = static _ => Shown,
        };
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > JournalDesk.MaxLines)
                result.AddError(common.Say($"--last 为 1 至 {JournalDesk.MaxLines}。更多请用 edgeguard journal export。", $"--last is 1 to {JournalDesk.MaxLines}. For more use edgeguard journal export."));
        });
        var kind = new Option<string>("--kind")
        {
            Description = common.Say("只列此类：alarm、refused、maintenance、config、clock、link、store、start、stop、anchor…", "only of this kind: alarm, refused, maintenance, config, clock, link, store, start, stop, anchor …"),
            HelpName = "KIND",
        };
        var command = new Command("journal", common.Say("运行日志：告警、操作、配置、启停、校时；每行链接上一行的哈希", "the journal: alarms, operations, configuration, starts and stops, clock; each line carries on the hash of the one before"))
        {
            last,
            kind,
            new JournalVerifyVerb(common).Make(),
            new JournalExportVerb(common).Make(),
        };
        command.SetAction((result, token) => RunAsync(
            common.Context(result), common.SocketPath(result), common.DataFolder(result), result.GetValue(last), result.GetValue(kind), token));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string socket, string data, int last, string? kind, CancellationToken cancellationToken)
    {
        using JournalSource? source = await OpenAsync(cli, socket, data, cancellationToken).ConfigureAwait(false);
        if (source is null)
            return ExitCode.Failed;
        JournalReport report = await source.NewestAsync(last, kind, cancellationToken).ConfigureAwait(false);
        List<JournalItem> items = [.. report.Lines.Select(JournalItem.Of)];
        if (cli.Json)
            JsonOut.Write(cli, items, JournalJson.Default.ListJournalItem);
        else if (items.Count == 0)
            cli.Line(cli.Say("没有这样的记录。", "There is no such line."));
        else
            cli.Console.Write(Table(cli, items));
        return ExitCode.Done;
    }

    /// <summary>Null, and said why, when there is neither a daemon nor a store that can be read.</summary>
    public static async Task<JournalSource?> OpenAsync(CliContext cli, string socket, string data, CancellationToken cancellationToken)
    {
        try
        {
            return await JournalSource.OpenAsync(socket, data, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or OutboxFaultException)
        {
            cli.Error.WriteLine(cli.Say($"日志无法读取：{e.Message}", $"The journal cannot be read: {e.Message}"));
            return null;
        }
    }

    private static Table Table(CliContext cli, List<JournalItem> items)
    {
        Table table = Tables.Make().Fixed("#", right: true).Fixed(cli.Say("时间（UTC）", "Time (UTC)")).Fixed(cli.Say("类别", "Kind"));
        table.Flowing(cli.Say("内容", "What"));
        foreach (JournalItem item in items)
        {
            string time = item.Utc[..19].Replace('T', cli.Narrow ? '\n' : ' ') + (item.Clock == ClockWords.Unsynced ? "?" : "");
            table.Row([new Text($"{item.Number}", Tables.Quiet), new Text(time), new Text(item.Kind), new Text($"{item.Subject}: {item.Text}")]);
        }

        return table;
    }
}
