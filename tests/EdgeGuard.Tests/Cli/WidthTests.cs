using EdgeGuard.Gateway.Cli;

namespace EdgeGuard.Gateway.Tests.Cli;

public class WidthTests
{
    public static TheoryData<int, string, string> Calls()
    {
        var calls = new TheoryData<int, string, string>();
        foreach (int width in (int[])[60, 120])
        {
            foreach (string language in (string[])["zh", "en"])
            {
                foreach (string verb in (string[])["status", "status --bus", "points", "alarms", "maintenance", "profile list", "trace 12"])
                    calls.Add(width, language, verb);
            }
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task No_line_of_a_table_is_wider_than_the_terminal(int width, string language, string verb)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width);

        int exit = await call.Async([.. verb.Split(' '), "--lang", language, "--socket", daemon.Socket]);

        Assert.Equal(ExitCode.Done, exit);
        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);
        Assert.DoesNotContain(call.Lines, l => l.Contains('…', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Nor_is_one_of_an_incident_with_all_it_has_to_say(int width, string language, string verb)
    {
        await using var daemon = new FakeDaemon(r => r.Verb is "points" or "trace" ? Samples.Answer(r) : Incident.Answer(r));
        var call = new CliCall(width);

        await call.Async([.. verb.Split(' '), "--lang", language, "--socket", daemon.Socket]);

        Assert.DoesNotContain(call.Lines, l => CellText.Width(l) > width);
        TestContext.Current.TestOutputHelper?.WriteLine(call.Out);
    }

    [Theory]
    [InlineData("points", "ac1.returnTemperature", "36.21 °C")]
    [InlineData("alarms", "0000000009", "Return air temperature too high")]
    [InlineData("status", "ups1", "silent")]
    public async Task What_is_needed_most_is_whole_on_a_narrow_terminal(string verb, string first, string second)
    {
        await using var daemon = new FakeDaemon();
        var call = new CliCall(width: 60);

        await call.Async(verb, "--lang", "en", "--socket", daemon.Socket);

        Assert.Contains(call.Lines, l => l.Contains(first, StringComparison.Ordinal) && l.Contains(second, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cut_text_counts_a_chinese_character_as_two_cells()
    {
        Assert.Equal("回风…", CellText.Cut("回风温度", 5));
        Assert.Equal("回风温度", CellText.Cut("回风温度", 8));
    }
}
