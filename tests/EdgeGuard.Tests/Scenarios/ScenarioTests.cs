namespace EdgeGuard.Gateway.Tests.Scenarios;

public class ScenarioTests
{
    /// <summary>Set to 1, it takes what comes out as what is expected; to be reviewed line by line before it is kept.</summary>
    private const string Accept = "EDGEGUARD_ACCEPT";

    /// <summary>The beginning of a name: only these are played.</summary>
    private const string Only = "EDGEGUARD_SCENARIO";

    public static TheoryData<string> Folders() =>
        [.. Scenario.Names.Where(n => n.StartsWith(Environment.GetEnvironmentVariable(Only) ?? "", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Raises_what_is_expected_and_nothing_else(string name)
    {
        var scenario = new Scenario(name);
        ScenarioRun run = ScenarioRun.Of(scenario);

        Assert.NotEmpty(File.ReadAllText(Path.Combine(scenario.Folder, Scenario.Readme)));
        Assert.Empty(run.Refused);
        Assert.Empty(run.Commands);
        Assert.Equal(scenario.Backward, run.Counts.Backward);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllLines(scenario.ExpectedPath, run.Lines);
        if (TransitionDiff.Of([.. Scenario.Lines(scenario.ExpectedPath)], run.Lines) is { } difference)
            Assert.Fail(difference);
    }

    [Fact]
    public void What_differs_is_shown_where_it_differs()
    {
        string[] expected = ["""{"rule":"a","value":1}""", """{"rule":"b"}"""];
        string[] actual = ["""{"rule":"a","value":1,"level":3}""", """{"rule":"x"}""", """{"rule":"b"}"""];

        string? difference = TransitionDiff.Of(expected, actual);

        Assert.Equal(
            ["  " + actual[0], "+ " + actual[1], "  " + actual[2]],
            difference!.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
        Assert.Null(TransitionDiff.Of(expected, [actual[0], actual[2]]));
    }

    [Fact]
    public void Another_value_of_a_field_that_is_given_does_not_fit()
    {
        Assert.True(TransitionDiff.Fits("""{"value":1.0}""", """{"value":1}"""));
        Assert.False(TransitionDiff.Fits("""{"value":1}""", """{"value":2}"""));
        Assert.False(TransitionDiff.Fits("""{"forecast":null}""", """{"forecast":3}"""));
    }
}
