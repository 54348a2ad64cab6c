using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Cli;

public sealed class JournalVerbTests(JournalSite site) : IClassFixture<JournalSite>
{
    private readonly JournalSite _site = site;

    [Fact]
    public async Task The_newest_lines_are_shown_without_a_daemon_and_with_one_alike()
    {
        var direct = new CliCall();
        Assert.Equal(ExitCode.Done, await direct.Async("journal", "--last", "3", "--lang", "en", "--data", _site.Data, "--socket", _site.NoSocket));
        Assert.Contains(direct.Lines, static l => l.Contains("2026-03-01 13:02:30", StringComparison.Ordinal) && l.Contains("BEGIN 火警 \\ 150", StringComparison.Ordinal));

        using GatewayStore store = _site.Open();
        await using var daemon = new FakeDaemon(JournalSite.Answers(store));
        var asked = new CliCall();
        Assert.Equal(ExitCode.Done, await asked.Async("journal", "--last", "3", "--lang", "en", "--socket", daemon.Socket));
        Assert.Equal(direct.Out, asked.Out);
    }

    [Fact]
    public async Task A_phone_sees_the_lines_too()
    {
        var call = new CliCall(width: 60);
        await call.Async("journal", "--last", "2", "--lang", "zh", "--data", _site.Data, "--socket", _site.NoSocket);

        Assert.All(call.Lines, static l => Assert.True(l.Length <= 60, l));
        Assert.Contains("BEGIN 火警 \\ 150", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_lines_of_one_kind_with_their_times_and_hashes()
    {
        var call = new CliCall();
        await call.Async("journal", "--kind", "config", "--json", "--data", _site.Data, "--socket", _site.NoSocket);
        JsonElement[] lines = [.. JsonDocument.Parse(call.Out).RootElement.EnumerateArray()];

        Assert.Equal(6, lines.Length);
        Assert.Equal("2026-03-01T13:02:30.000Z", lines[5].GetProperty("utc").GetString());
        Assert.Equal(_site.Head, new JournalHead(lines[5].GetProperty("number").GetInt64(), lines[5].GetProperty("hash").GetString()!));
    }

    [Fact]
    public async Task A_whole_journal_holds_and_its_newest_line_is_named()
    {
        var call = new CliCall();
        int exit = await call.Async("journal", "verify", "--lang", "en", "--data", _site.Data, "--socket", _site.NoSocket);

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("Every line holds, 301 of them", call.Out, StringComparison.Ordinal);
        Assert.Contains(_site.Head.ToString(), call.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await call.Async("journal", "verify", "--head", $"301:{new string('a', 64)}", "--data", _site.Data, "--socket", _site.NoSocket));
        Assert.Equal(ExitCode.Usage, await call.Async("journal", "verify", "--head", "301:ab"));
    }

    [Fact]
    public async Task A_daemon_hands_the_whole_journal_out_a_page_at_a_time()
    {
        using GatewayStore store = _site.Open();
        await using var daemon = new FakeDaemon(JournalSite.Answers(store));
        var call = new CliCall();

        Assert.Equal(ExitCode.Done, await call.Async("journal", "export", "-", "--socket", daemon.Socket));
        Assert.Equal(await _site.ExportAsync("direct.jsonl"), call.Out.TrimEnd().Split('\n'));
        Assert.True(daemon.Requests.Count > 3);
        Assert.Equal(ExitCode.Done, await call.Async("journal", "verify", "--json", "--socket", daemon.Socket));
    }

    [Fact]
    public async Task Lines_that_are_given_up_while_they_are_read_end_the_export_and_leave_no_half_of_a_file()
    {
        using GatewayStore store = _site.Open();
        Func<ControlRequest, ControlAnswer> answers = JournalSite.Answers(store);
        await using var daemon = new FakeDaemon(request => request.FromLine > 200
            ? answers(request) with { Journal = answers(request).Journal! with { First = 280 } } : answers(request));
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("journal", "export", _site.File("x.jsonl"), "--socket", daemon.Socket));
        Assert.Contains("given up while they were read", call.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(_site.File("x"))!), static f => f.Contains("x.jsonl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_of_a_span_holds_by_itself()
    {
        string[] lines = await _site.ExportAsync("part.jsonl", "--from", "2026-03-01T12:02:00Z", "--to", "2026-03-01T13:01:00Z");
        var call = new CliCall();

        Assert.Equal(31 + 60, lines.Length);
        Assert.StartsWith("{\"prev\":\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"utc\":\"2026-03-01T12:02:00.000Z\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await call.Async("journal", "verify", _site.File("part.jsonl")));
        Assert.Equal(0, (await _site.PythonAsync(_site.File("part.jsonl"))).Exit);
    }

    [Fact]
    public async Task A_folder_without_a_store_is_told()
    {
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("journal", "verify", "--lang", "en", "--data", _site.File("nowhere"), "--socket", _site.NoSocket));
        Assert.Contains("holds no store of a gateway", call.Error, StringComparison.Ordinal);
        await _site.WriteAsync("empty.jsonl", []);
        Assert.Equal(ExitCode.Failed, await call.Async("journal", "verify", _site.File("empty.jsonl")));
        Assert.Equal(ExitCode.Usage, await call.Async("journal", "--last", "0"));
    }

    /// <summary>The gateway and the program out of the document must find the same.</summary>
    [Theory]
    [InlineData("whole", null)]
    [InlineData("changed text", 101)]
    [InlineData("changed hash", 101)]
    [InlineData("removed", 102)]
    [InlineData("swapped", 102)]
    [InlineData("repeated", 101)]
    [InlineData("head cut off", 2)]
    [InlineData("truncated", 252)]
    [InlineData("renumbered", 101)]
    [InlineData("no json", 101)]
    public async Task A_file_that_was_tampered_with_is_found_out_by_the_gateway_and_by_the_program_in_the_document(string how, int? broken)
    {
        string[] lines = Tamper(how, await _site.ExportAsync("journal.jsonl"));
        await _site.WriteAsync("tampered.jsonl", lines);
        var call = new CliCall();

        int exit = await call.Async("journal", "verify", _site.File("tampered.jsonl"), "--head", _site.Head.ToString(), "--lang", "en");
        (int python, string said) = await _site.PythonAsync(_site.File("tampered.jsonl"), _site.Head.ToString());

        Assert.Equal(broken is null ? ExitCode.Done : ExitCode.Failed, exit);
        Assert.Equal(broken is null ? 0 : 1, python);
        if (broken is not null)
        {
            Assert.Contains($"Line {broken} does not hold", call.Error, StringComparison.Ordinal);
            Assert.StartsWith($"line {broken}:", said, StringComparison.Ordinal);
        }
        else
        {
            Assert.EndsWith(_site.Head.ToString(), said, StringComparison.Ordinal);
        }
    }

    private static string[] Tamper(string how, string[] lines)
    {
        List<string> all = [.. lines];
        switch (how)
        {
            case "changed text":
                all[100] = all[100].Replace("BEGIN", "END", StringComparison.Ordinal);
                break;
            case "changed hash":
                all[100] = all[100].Replace("\"hash\":\"", "\"hash\":\"00", StringComparison.Ordinal).Remove(80, 2);
                break;
            case "removed":
                all.RemoveAt(100);
                break;
            case "swapped":
                (all[100], all[101]) = (all[101], all[100]);
                break;
            case "repeated":
                all.Insert(101, all[100]);
                break;
            case "head cut off":
                all.RemoveAt(0);
                break;
            case "truncated":
                all.RemoveRange(251, all.Count - 251);
                break;
            case "renumbered":
                all[100] = all[101].Replace("\"n\":102", "\"n\":101", StringComparison.Ordinal);
                break;
            case "no json":
                all[100] = "{\"line\":";
                break;
        }

        return [.. all];
    }
}
