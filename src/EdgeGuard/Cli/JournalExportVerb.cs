using System.CommandLine;
using System.Globalization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard journal export FILE|- [--from TIME] [--to TIME]</c></summary>
internal sealed class JournalExportVerb(CommonOptions common)
{
    private const string StandardOut = "-";

    public Command Make()
    {
        var file = new Argument<string>("FILE") { Description = common.Say("写入的文件，- 为标准输出", "the file to write; - is standard output") };
        Option<DateTimeOffset?> from = Time("--from", common.Say("从此时起", "from this time on"));
        Option<DateTimeOffset?> to = Time("--to", common.Say("到此时止", "up to this time"));
        var command = new Command("export", common.Say(
            "导出日志，每行一个 JSON，可在别处校验（格式与校验程序见 hardware/journal.md）",
            "write the journal, a JSON object a line, to be verified elsewhere (hardware/journal.md has the format and a program)")) { file, from, to };
        command.SetAction((result, token) => RunAsync(
            common.Context(result),
            common.SocketPath(result),
            common.DataFolder(result),
            result.GetRequiredValue(file),
            (result.GetValue(from) ?? DateTimeOffset.MinValue, result.GetValue(to) ?? DateTimeOffset.MaxValue),
            token));
        return command;
    }

    private Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description + common.Say("：2026-03-01、2026-03-01T12:00 或带 Z", ": 2026-03-01, 2026-03-01T12:00, or with Z"),
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time))
                return time;
            result.AddError(common.Say($"{name} 写作 2026-03-01T12:00。", $"{name} is written as 2026-03-01T12:00."));
            return null;
        },
    };

    private static async Task<int> RunAsync(
        CliContext cli, string socket, string data, string file, (DateTimeOffset From, DateTimeOffset To) span, CancellationToken cancellationToken)
    {
        using JournalSource? source = await JournalVerb.OpenAsync(cli, socket, data, cancellationToken).ConfigureAwait(false);
        if (source is null)
            return ExitCode.Failed;
        (long lines, JournalHead newest) = file == StandardOut
            ? await WriteAsync(source, cli.Out, span, cancellationToken).ConfigureAwait(false)
            : await WriteAsync(source, file, span, cancellationToken).ConfigureAwait(false);
        // Not on the standard output, which may be the file.
        cli.Error.WriteLine(cli.Say($"{lines} 行，最新一行 {newest}", $"{lines} lines, the newest {newest}"));
        return ExitCode.Done;
    }

    /// <summary>A file that is there is replaced only by a whole one.</summary>
    private static async Task<(long Lines, JournalHead Newest)> WriteAsync(
        JournalSource source, string file, (DateTimeOffset From, DateTimeOffset To) span, CancellationToken cancellationToken)
    {
        string unfinished = file + ".part";
        try
        {
            (long, JournalHead) written;
            await using (var writer = new StreamWriter(unfinished, append: false))
                written = await WriteAsync(source, writer, span, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, file, overwrite: true);
            return written;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>From the first line made in the span to the last, without a gap: a run whose clock was never set may stand between.</summary>
    private static async Task<(long Lines, JournalHead Newest)> WriteAsync(
        JournalSource source, TextWriter writer, (DateTimeOffset From, DateTimeOffset To) span, CancellationToken cancellationToken)
    {
        (JournalHead head, long first) = await source.EndsAsync(cancellationToken).ConfigureAwait(false);
        (long lines, JournalHead newest, string? previous) = (0, JournalHead.None, null);
        await foreach (JournalLineReport line in source.ReadAsync(first, head.Number, cancellationToken).ConfigureAwait(false))
        {
            DateTimeOffset utc = DateTimeOffset.Parse(line.Utc, CultureInfo.InvariantCulture);
            if (utc > span.To && lines > 0)
                break;
            if (lines > 0 || (utc >= span.From && utc <= span.To))
            {
                await writer.WriteAsync(JournalFile.Write(line, lines++ == 0 ? previous : null) + "\n").ConfigureAwait(false);
                newest = new JournalHead(line.Number, line.Hash);
            }

            previous = line.Hash;
        }

        return (lines, newest);
    }
}
