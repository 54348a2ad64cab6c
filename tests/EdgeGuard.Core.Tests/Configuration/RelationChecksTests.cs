namespace EdgeGuard.Core.Tests.Configuration;

/// <summary>Which alarm may make which a consequence.</summary>
public class RelationChecksTests
{
    /// <summary>A rule a line, from line 2 on, on a point that is there.</summary>
    private static string File(params (string Id, int Level, string More)[] rules) => "{ \"rules\": [\n" + string.Join(",\n", rules.Select(r =>
        $"{{ \"id\": \"{r.Id}\", \"type\": \"digital\", \"point\": \"panel.door\", \"level\": {r.Level}, {r.More}\"label\": {{ \"zh\": \"x\", \"en\": \"x\" }} }}")) + "] }";

    private static string By(params string[] parents) => $"\"suppressedBy\": [{string.Join(", ", parents.Select(p => $"\"{p}\""))}], ";

    [Fact]
    public void A_cause_that_is_as_severe_or_milder_in_number_is_right() =>
        Assert.Empty(Sample.CheckRules(File(("mains", 2, ""), ("ups", 2, By("mains")), ("ac", 3, By("mains", "ups")))));

    [Fact]
    public void A_cause_that_does_not_exist_is_told_with_the_nearest_name() => Assert.Equal(
        ["r:3:87 $.rules[1].suppressedBy[0] there is no rule \"main\", did you mean mains; possible: mains, ups"],
        Sample.CheckRules(File(("mains", 2, ""), ("ups", 2, By("main")))));

    [Fact]
    public void A_cause_in_a_pack_is_known_and_one_that_the_site_disables_is_not()
    {
        string site = File(("ups", 3, By("mains")));
        string pack = File(("mains", 2, ""));
        string disabling = File(("ups", 3, By("mains")), ("mains", 2, "\"disabled\": true, "));

        Assert.Empty(Sample.CheckRules(site, pack));
        Assert.Single(Sample.CheckRules(disabling, pack), e => e.Contains("$.rules[0].suppressedBy[0] there is no rule \"mains\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_severe_alarm_is_never_the_consequence_of_a_milder_one() => Assert.Equal(
        ["r:3:87 $.rules[1].suppressedBy[0] an alarm of level 1 is never suppressed by \"mains\" of level 2; change a level or remove this"],
        Sample.CheckRules(File(("mains", 2, ""), ("ups", 1, By("mains")))));

    [Fact]
    public void Rules_that_suppress_each_other_in_a_circle_are_told_each_with_the_whole_way() => Assert.Equal(
        [
            "r:2:84 $.rules[0].suppressedBy the rules suppress each other in a circle: a <- b <- c <- a; take one link out",
            "r:3:84 $.rules[1].suppressedBy the rules suppress each other in a circle: b <- c <- a <- b; take one link out",
            "r:4:84 $.rules[2].suppressedBy the rules suppress each other in a circle: c <- a <- b <- c; take one link out",
        ],
        Sample.CheckRules(File(("a", 3, By("b")), ("b", 3, By("c")), ("c", 3, By("a")))));

    [Fact]
    public void A_rule_cannot_suppress_itself() => Assert.Equal(
        ["r:2:84 $.rules[0].suppressedBy the rules suppress each other in a circle: a <- a; take one link out"],
        Sample.CheckRules(File(("a", 3, By("a")))));

    [Theory]
    [InlineData("tail", "25h", "from 0ms to 1d")]
    [InlineData("reach", "2d", "from 0ms to 1d")]
    [InlineData("reannunciate", "1s", "from 1m to 30d")]
    public void A_time_of_a_relation_that_is_out_of_range_is_told(string key, string value, string right) => Assert.Equal(
        [$"r:2:{72 + key.Length} $.rules[0].{key} {value} is out of range; right is {right}"],
        Sample.CheckRules(File(("a", 3, $"\"{key}\": \"{value}\", "))));
}
