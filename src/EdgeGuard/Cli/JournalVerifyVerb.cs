using System.CommandLine;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard journal verify [FILE] [--head NUMBER:HASH]</c></summary>
internal sealed class JournalVerifyVerb(CommonOptions common)
{
    public Command Make()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = common.Say("journal export 写出的文件；缺省为网关自己的日志", "a file of journal export; absent: the gateway's own journal"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var head = new Option<JournalHead?>("--head")
        {
            Description = common.Say("平台曾收到的最新一行（状态消息的 journal），据此发现被截断或整体改写", "a newest line that the platform was told (journal in the status message): finds what was cut off or written anew"),
            HelpName = "NUMBER:HASH",
            CustomParser = result =>
            {
                if (JournalHead.Parse(result.Tokens[0].Value) is { } known)
                    return known;
                result.AddError(common.Say("--head 写作 行号:64 位十六进制哈希。", "--head is written as the line's number, a colon and 64 hexadecimal digits."));
                return null;
            },
        };
        var command = new Command("verify", common.Say("校验哈希链，指出第一处不符的行", "check the hash chain; names the first line that does not hold")) { file, head };
        command.SetAction((result, token) => RunAsync(
            common.Context(result), common.SocketPath(result), common.DataFolder(result), result.GetValue(file), result.GetValue(head), token));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext cli, string socket, string data, string? file, JournalHead? head, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            try
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                return Tell(cli, await JournalFile.VerifyAsync(stream, head, cancellationToken).ConfigureAwait(false));
            }
            catch (InvalidDataException e)
            {
                return cli.Fail(ExitCode.Failed, $"{file} 不是日志文件：{e.Message}", $"{file} is no file of a journal: {e.Message}");
            }
        }

        using JournalSource? source = await JournalVerb.OpenAsync(cli, socket, data, cancellationToken).ConfigureAwait(false);
        if (source is null)
            return ExitCode.Failed;
        (JournalHead newest, long first) = await source.EndsAsync(cancellationToken).ConfigureAwait(false);
        var verifier = new JournalVerifier(null, head ?? newest);
        await foreach (JournalLineReport line in source.ReadAsync(first, newest.Number, cancellationToken).ConfigureAwait(false))
            verifier.Take(line.Entry());
        return Tell(cli, verifier);
    }

    private static int Tell(CliContext cli, JournalVerifier verifier)
    {
        JournalFinding? broken = verifier.End();
        if (cli.Json)
        {
            BrokenLine? line = broken is { } at ? new BrokenLine(at.Number, at.Fault.ToString().ToLowerInvariant()) : null;
            JsonOut.Write(cli, new JournalVerdict(line is null, verifier.First, verifier.Lines, verifier.Newest, line, verifier.Told), JournalJson.Default.JournalVerdict);
            return broken is null ? ExitCode.Done : ExitCode.Failed;
        }

        foreach (ToldLoss told in verifier.Told)
        {
            cli.Line(cli.Say(
                $"第 {told.Lost.First}-{told.Lost.Last} 行缺失（{told.Cause}），第 {told.Line} 行对此有说明。",
                $"Lines {told.Lost.First}-{told.Lost.Last} are missing ({told.Cause}), as line {told.Line} tells."));
        }

        if (broken is { } finding)
            return cli.Fail(ExitCode.Failed, $"第 {finding.Number} 行不符：{Why(finding.Fault).Zh}", $"Line {finding.Number} does not hold: {Why(finding.Fault).En}");
        if (verifier.First > 1)
            cli.Line(cli.Say($"第 {verifier.First} 行之前的部分不在其中。", $"What came before line {verifier.First} is not in it."));
        cli.Line(cli.Say($"完好，共 {verifier.Lines} 行，最新一行：", $"Every line holds, {verifier.Lines} of them. The newest:"));
        cli.Line($"{verifier.Newest}");
        return ExitCode.Done;
    }

    private static Words Why(JournalFault fault) => fault switch
    {
        JournalFault.Hash => new("内容或哈希被改动", "its text or its hash was changed"),
        JournalFault.Gap => new("它之前有行缺失", "lines before it are missing"),
        JournalFault.Order => new("行号重复或倒退", "its number was there before"),
        JournalFault.Previous => new("锚点所指不是它之前的那一行", "the anchor names another line than the one before"),
        JournalFault.Unreadable => new("不是日志行", "it is no line of a journal"),
        JournalFault.Head => new("与平台所知的哈希不同，或已不在其中", "its hash is not the one that was told, or it is not here any more"),
        _ => new("它及其后的行缺失", "it and those after it are missing"),
    };
}
