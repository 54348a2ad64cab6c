namespace EdgeGuard.Core.Tests.Configuration;

public class RuleChecksTests
{
    private const string Label = "\"label\": { \"zh\": \"x\", \"en\": \"x\" }";

    /// <summary>Each rule in a line of its own, from line 2 on.</summary>
    private static string File(params string[] rules) =>
        "{ \"rules\": [\n" + string.Join(",\n", rules.Select(r => "{ " + r + ", " + Label + " }")) + "] }";

    private static string Temperature(string limits) => "\"id\": \"a\", \"type\": \"limit\", \"signal\": \"env.temperature\", " + limits;

    [Fact]
    public void A_rule_needs_one_target_and_only_one() => Assert.Equal(
        [
            "r:2:1 $.rules[0] signal or point is missing (one of them)",
            "r:3:55 $.rules[1].point only one of signal and point may stand here",
        ],
        Sample.CheckRules(File(
            "\"id\": \"a\", \"type\": \"digital\"",
            "\"id\": \"b\", \"type\": \"digital\", \"signal\": \"env.door\", \"point\": \"room.door\"")));

    [Fact]
    public void A_signal_that_is_unknown_or_of_the_wrong_sort_is_told_once() => Assert.Equal(
        [
            "r:2:43 $.rules[0].signal there is no signal \"env.doors\", did you mean env.door; possible: env.door, env.smoke, env.temperature, mains.voltage, ups.load",
            "r:3:43 $.rules[1].signal \"ups.load\" is a quantity with a unit; a digital rule watches a state, use a limit rule",
        ],
        Sample.CheckRules(File(
            "\"id\": \"a\", \"type\": \"digital\", \"signal\": \"env.doors\"",
            "\"id\": \"b\", \"type\": \"digital\", \"signal\": \"ups.load\"")));

    [Theory]
    [InlineData("\"deadband\": 1", "r:2:1 $.rules[0] a limit rule needs at least one of hhh, hh, h, l, ll, lll")]
    [InlineData("\"h\": { \"limit\": 27 }, \"l\": { \"limit\": 27 }", "r:2:76 $.rules[0].h.limit h (27) must be above l (27); the order is lll < ll < l < h < hh < hhh")]
    [InlineData("\"hh\": { \"limit\": 27 }, \"ll\": { \"limit\": 30 }", "r:2:77 $.rules[0].hh.limit hh (27) must be above ll (30); the order is lll < ll < l < h < hh < hhh")]
    [InlineData("\"h\": { \"limit\": 27 }, \"l\": { \"limit\": 20 }, \"deadband\": 7", "r:2:116 $.rules[0].deadband the deadband 7 must be smaller than the distance of l and h, 7")]
    [InlineData("\"h\": { \"limit\": 27 }, \"l\": { \"limit\": 20, \"deadband\": 8 }", "r:2:114 $.rules[0].l.deadband the deadband 8 must be smaller than the distance of l and h, 7")]
    [InlineData("\"h\": { \"limit\": 27, \"on\": \"2d\" }", "r:2:86 $.rules[0].h.on 2d is out of range; right is from 0ms to 1d")]
    [InlineData("\"h\": { \"limit\": 27 }, \"off\": \"25h\"", "r:2:89 $.rules[0].off 25h is out of range; right is from 0ms to 1d")]
    public void A_limit_rule_that_makes_no_sense_is_told(string limits, string error) =>
        Assert.Equal([error], Sample.CheckRules(File(Temperature(limits))));

    [Fact]
    public void A_deadband_of_the_limit_itself_takes_the_place_of_the_rule_s() => Assert.Empty(Sample.CheckRules(File(
        Temperature("\"h\": { \"limit\": 27, \"deadband\": 1 }, \"l\": { \"limit\": 20, \"deadband\": 1 }, \"deadband\": 7"))));

    [Fact]
    public void An_id_is_given_once_in_a_layer_but_may_stand_in_both()
    {
        var rule = Temperature("\"h\": { \"limit\": 27 }");

        Assert.Equal(["r:3:9 $.rules[1].id rule id \"a\" is taken, see r:2"], Sample.CheckRules(File(rule, rule)));
        Assert.Empty(Sample.CheckRules(File(rule), pack: File(rule)));
    }

    [Fact]
    public void A_rule_of_the_site_that_watches_nothing_is_a_warning_and_a_shipped_one_is_not()
    {
        var idle = File("\"id\": \"a\", \"type\": \"digital\", \"point\": \"pnel.*\"", "\"id\": \"b\", \"type\": \"digital\", \"signal\": \"env.smoke\"");

        Assert.Equal(
            ["r:2:42 $.rules[0].point (warning) this rule watches no point", "r:3:43 $.rules[1].signal (warning) this rule watches no point"],
            Sample.CheckRules(idle));
        Assert.Empty(Sample.CheckRules("{ \"rules\": [] }", pack: idle));
    }

    [Fact]
    public void A_disabled_rule_needs_no_target_but_something_to_disable()
    {
        var disabled = File("\"id\": \"room-ht\", \"type\": \"limit\", \"disabled\": true");
        var pack = File("\"id\": \"room-hot\", \"type\": \"limit\", \"signal\": \"env.temperature\", \"h\": { \"limit\": 27 }");

        Assert.Equal(
            ["r:2:9 $.rules[0].id (warning) there is no shipped rule \"room-ht\" to take out of service, did you mean room-hot"],
            Sample.CheckRules(disabled, pack));
        Assert.Empty(Sample.CheckRules(disabled.Replace("room-ht", "room-hot", StringComparison.Ordinal), pack));
    }
}
