using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Tests.Replay;

namespace EdgeGuard.Gateway.Tests.Cli;

public sealed class RulesVerbTests : IDisposable
{
    private const string NoDaemon = "/nonexistent/s.sock";
    private readonly ConfigFolder _folder = new(null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_list_names_every_rule_with_its_file_and_what_it_watches()
    {
        var call = new CliCall();

        int exit = await call.Async("rules", "list", "--config", Bench.Folder, "--json");

        Assert.Equal(ExitCode.Done, exit);
        using JsonDocument document = JsonDocument.Parse(call.Out);
        JsonElement hot = Rule(document, "bench-hot");
        Assert.Equal("rules.d/bench.json", hot.GetProperty("file").GetString());
        Assert.Equal("limit", hot.GetProperty("type").GetString());
        Assert.Equal("th1.temperature", Assert.Single(hot.GetProperty("points").EnumerateArray()).GetString());
        Assert.Equal([3, 2], hot.GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("level").GetInt32()));
        Assert.Equal(60, hot.GetProperty("stages")[0].GetProperty("onSeconds").GetDouble());
        Assert.False(Rule(document, "silent").TryGetProperty("file", out _));
        Assert.Equal(4, Rule(document, "silent").GetProperty("points").GetArrayLength());
    }

    [Fact]
    public async Task A_rule_that_watches_nothing_is_listed_with_the_reason()
    {
        using ConfigFolder own = Own(
            """{"id": "smoke", "type": "digital", "disabled": true, "signal": "env.smoke", "label": {"zh": "烟", "en": "smoke"}}""",
            """{"id": "lonely", "type": "digital", "point": "nobody.*", "label": {"zh": "无", "en": "none"}}""");
        var call = new CliCall();

        int exit = await call.Async("rules", "list", "--unbound", "--config", own.Path, "--json");

        Assert.Equal(ExitCode.Done, exit);
        using JsonDocument document = JsonDocument.Parse(call.Out);
        Assert.All(document.RootElement.EnumerateArray(), r => Assert.Equal(0, r.GetProperty("points").GetArrayLength()));
        Assert.Equal("out of service", Rule(document, "smoke").GetProperty("unbound").GetProperty("en").GetString());
        Assert.Equal("rules.d/own.json", Rule(document, "smoke").GetProperty("file").GetString());
        Assert.Equal("没有测点符合 nobody.*", Rule(document, "lonely").GetProperty("unbound").GetProperty("zh").GetString());
    }

    [Fact]
    public async Task A_point_is_explained_from_the_configuration_alone()
    {
        var call = new CliCall();

        int exit = await call.Async("rules", "explain", "contacts.smoke", "--config", Bench.Folder, "--socket", NoDaemon, "--lang", "en");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains(call.Lines, l => l == "bench-smoke  Smoke  [rules.d/bench.json]");
        Assert.Contains("ON level 1: alarm (1) for 3s; clears other than alarm (1) for 20s", call.Out, StringComparison.Ordinal);
        Assert.Contains("Latches", call.Out, StringComparison.Ordinal);
        Assert.Contains("No daemon answers", call.Out, StringComparison.Ordinal);
        Assert.Empty(call.Error);
    }

    [Fact]
    public async Task A_running_daemon_adds_how_it_stands_now()
    {
        await using var daemon = new FakeDaemon(_ => new ControlAnswer { Last = true, Explain = Pending });
        var call = new CliCall();

        await call.Async("rules", "explain", "th1.temperature", "--config", Bench.Folder, "--socket", daemon.Socket, "--lang", "en");

        Assert.Equal(new ControlRequest("explain") { Point = "th1.temperature" }, Assert.Single(daemon.Requests));
        Assert.Contains("Now: 28.5 °C", call.Out, StringComparison.Ordinal);
        Assert.Contains("State: A normal", call.Out, StringComparison.Ordinal);
        Assert.Contains("H level 3: ≥ 27 °C for 1m; clears < 26 °C for 20s → pending, 40 s of 1 min 00 s", call.Out, StringComparison.Ordinal);
        Assert.Contains("HH level 2: ≥ 30 °C for 1m; clears < 29 °C for 20s → not met", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "did you mean th1.temperature?")]
    [InlineData("zh", "是否指 th1.temperature？")]
    public async Task An_unknown_point_gets_the_nearest_name(string language, string text)
    {
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("rules", "explain", "th1.temprature", "--config", Bench.Folder, "--lang", language));
        Assert.Contains(text, call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_tells_a_line_of_json_a_transition()
    {
        var call = new CliCall();

        int exit = await call.Async("rules", "replay", "--config", Bench.Folder, "--from", Hot(), "--json");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains(
            """{"time":"2026-03-01T12:01:00.000Z","serial":"0000000001","rule":"bench-dry","point":"th1.humidity","flag":"BEGIN","state":"B","level":4,"value":29.5,"limit":30,"forecast":null,"parent":null}""",
            call.Lines);
        Assert.Empty(call.Error);
    }

    [Fact]
    public async Task Rows_that_are_refused_or_dropped_are_told_and_do_not_stop_the_rest()
    {
        string file = Hot("2026-03-01T12:00:30.000Z,th1.humidty,29.5,\n2026-03-01T12:00:00.000Z,th1.humidity,29.5,\n");
        var call = new CliCall();

        int exit = await call.Async("rules", "replay", "--config", Bench.Folder, "--from", file, "--json", "--lang", "en");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains($"{file}:4:26: error: there is no point \"th1.humidty\"; did you mean th1.humidity?", call.Error, StringComparison.Ordinal);
        Assert.Contains("Rows refused: 1;", call.Error, StringComparison.Ordinal);
        Assert.Contains("Rows dropped: 1,", call.Error, StringComparison.Ordinal);
        Assert.Contains("bench-dry", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time,point,value\n", "lacks the column \"quality\"")]
    public async Task Without_a_header_nothing_is_judged(string text, string message)
    {
        var call = new CliCall();

        int exit = await call.Async("rules", "replay", "--config", Bench.Folder, "--from", _folder.Write("in.csv", text), "--lang", "en");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains(message, call.Error, StringComparison.Ordinal);
        Assert.Empty(call.Out);
    }

    [Fact]
    public async Task A_refused_configuration_is_told_and_nothing_is_judged()
    {
        _folder.Write("edgeguard.json", """{"gatway": {}}""");
        var call = new CliCall();

        int exit = await call.Async("rules", "replay", "--config", _folder.Path, "--from", Hot(), "--lang", "en");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("$.gatway", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_without_a_store_is_told()
    {
        var call = new CliCall();

        int exit = await call.Async("rules", "replay", "--config", Bench.Folder, "--from", "store", "--data", _folder.Path, "--lang", "en");

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains("holds no store", call.Error, StringComparison.Ordinal);
    }

    public static TheoryData<int, string, string> Calls()
    {
        var calls = new TheoryData<int, string, string>();
        foreach (int width in (int[])[60, 120])
        {
            foreach (string language in (string[])["zh", "en"])
            {
                foreach (string verb in (string[])["list", "list --unbound", "explain th1.temperature", "explain contacts.smoke", "replay"])
                    calls.Add(width, language, verb);
            }
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task No_line_is_wider_than_the_terminal(int width, string language, string verb)
    {
        var call = new CliCall(width);
        string[] from = verb == "replay" ? ["--from", Hot()] : [];

        int exit = await call.Async(["rules", .. verb.Split(' '), "--config", Bench.Folder, "--lang", language, "--socket", NoDaemon, .. from]);

        Assert.Equal(ExitCode.Done, exit);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);
    }

    private static ExplainReport Pending { get; } = new(
        new PointReport("th1.temperature", "th1", new Words("温度", "temperature"), "env.temperature", 28.5, "degC", null, "good", "none", 2, 28.5),
        [
            new AlarmExplanation("th1.temperature.bench-hot", "bench-hot", "A", null, "good",
            [
                new StageExplanation("H", 3, 27, "pending", 40, 60),
                new StageExplanation("HH", 2, 30, "off", null, 60),
            ],
            []),
        ]);

    private static JsonElement Rule(JsonDocument document, string id) =>
        document.RootElement.EnumerateArray().Single(r => r.GetProperty("id").GetString() == id);

    private static ConfigFolder Own(params string[] rules)
    {
        var folder = new ConfigFolder(ConfigFolder.Least);
        folder.Write("devices.d/th1.json", """{"id": "th1", "bus": "tcp://127.0.0.1", "profile": "xy-md02"}""");
        folder.Write("rules.d/own.json", $$"""{"rules": [{{string.Join(',', rules)}}]}""");
        return folder;
    }

    /// <summary>Dry air at noon, and a minute later, with rows of the test's between.</summary>
    private string Hot(string between = "") => _folder.Write(
        "in.csv",
        $"time,point,value,quality\n2026-03-01T12:00:00.000Z,th1.temperature,24,\n2026-03-01T12:00:30.000Z,th1.humidity,50,\n{between}2026-03-01T12:01:00.000Z,th1.humidity,29.5,\n");
}
