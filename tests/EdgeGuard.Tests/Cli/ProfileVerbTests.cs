using System.Text.Json;
using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class ProfileVerbTests
{
    public static TheoryData<string> Shipped() => [.. new Hardware(null).ProfileNames];

    [Fact]
    public async Task The_list_names_every_profile_with_maker_model_rung_and_points()
    {
        var call = new CliCall();

        int exit = await call.Async("profile", "list", "--json");

        using JsonDocument document = JsonDocument.Parse(call.Out);
        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(new Hardware(null).ProfileNames, document.RootElement.EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        JsonElement meter = document.RootElement.EnumerateArray().First(p => p.GetProperty("name").GetString() == "xy-md02");
        Assert.Equal("XY", meter.GetProperty("manufacturer").GetString());
        Assert.Equal("code", meter.GetProperty("rung").GetString());
        Assert.Equal(2, meter.GetProperty("points").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Every_shipped_profile_shows_its_points_and_requests(string name)
    {
        var call = new CliCall(width: 60);

        int exit = await call.Async("profile", "show", name, "--lang", "zh");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("个请求", call.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > 60);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Every_shipped_profile_keeps_its_examples(string name)
    {
        var call = new CliCall();

        int exit = await call.Async("profile", "test", name, "--lang", "en");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("ok    ", call.Out, StringComparison.Ordinal);
        Assert.Contains(" 0 failed.", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_point_is_shown_at_its_address_on_the_wire_and_as_printed()
    {
        var call = new CliCall();

        await call.Async("profile", "show", "alpha-cordex-cxc-hp", "--json");

        using JsonDocument document = JsonDocument.Parse(call.Out);
        JsonElement voltage = document.RootElement.GetProperty("points")[0];
        Assert.Equal("inputRegister", voltage.GetProperty("table").GetString());
        Assert.Equal(0, voltage.GetProperty("address").GetInt32());
        Assert.Equal(30001, voltage.GetProperty("printed").GetInt32());
        Assert.Equal("f32", voltage.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("en", "expected 99.5, got ")]
    [InlineData("zh", "应为 99.5，实为 ")]
    public async Task A_failing_example_exits_1_with_expected_and_got(string language, string text)
    {
        using var folder = new ConfigFolder(null);
        string wrong = System.Text.Encoding.UTF8.GetString(new Hardware(null).ProfileBytes("xy-md02")!)
            .Replace("\"temperature\": 30.5", "\"temperature\": 99.5", StringComparison.Ordinal);
        string file = folder.Write("mine.json", wrong);
        var call = new CliCall();

        int exit = await call.Async("profile", "test", file, "--lang", language);

        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains(text, call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_profile_exits_1()
    {
        using var folder = new ConfigFolder(null);
        string file = folder.Write("mine.json", """{"name": "mine", "bogus": 1}""");
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("profile", "test", file));
        Assert.Contains("bogus", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show", "bogus")]
    [InlineData("test", "bogus")]
    [InlineData("test", "/nonexistent/mine.json")]
    public async Task What_is_not_there_exits_1(string verb, string name)
    {
        var call = new CliCall();

        Assert.Equal(ExitCode.Failed, await call.Async("profile", verb, name));
        Assert.NotEmpty(call.Error);
        Assert.Empty(call.Out);
    }
}
