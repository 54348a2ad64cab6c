namespace EdgeGuard.Core.Tests.Configuration;

/// <summary>Errors of expressions name the file, the line, and the column inside the expression's text.</summary>
public class ExpressionChecksTests
{
    private const string Label = "\"label\": { \"zh\": \"x\", \"en\": \"x\" } }";

    /// <summary>One condition on the UPS; its expression stands alone on line 3, its text from column 2 on.</summary>
    private static string Rule(string raise, string id = "a", string? clear = null) =>
        $"{{ \"id\": \"{id}\", \"type\": \"condition\", \"signal\": \"ups.load\", \"raise\":\n\"{raise}\", {(clear is null ? "" : $"\"clear\":\n\"{clear}\", ")}{Label}";

    private static string Rules(params string[] rules) => "{ \"rules\": [\n" + string.Join(",\n", rules) + "] }";

    private static string Points(params (string Id, string Signal, string Value)[] points) => "{ \"points\": [\n" + string.Join(",\n", points.Select(p =>
        $"{{ \"id\": \"{p.Id}\", \"name\": \"{p.Id}\", \"each\": \"device\", \"signal\": \"{p.Signal}\", \"value\":\n\"{p.Value}\" }}")) + "] }";

    [Fact]
    public void A_right_expression_has_no_error() =>
        Assert.Empty(Sample.CheckRules(Rules(Rule("(ups.load > 90 % for 5m) and not panel.door", clear: "ups.load < 80 %"))));

    [Theory]
    [InlineData("ups1.laod > 90 %", 2, "there is no point or signal \"ups1.laod\", did you mean ups1.load")]
    [InlineData("ups.load > 90 % and env.tempreature > 30 degC", 22, "there is no point or signal \"env.tempreature\", did you mean env.temperature")]
    [InlineData("ups.load > ratng.power", 13, "there is no point or signal \"ratng.power\"")]
    [InlineData("ups.load > 90 % and rating.powr > 1 W", 22, "there is no rating \"powr\", did you mean rating.power")]
    [InlineData("asset.instaled > 1d", 2, "there is no asset datum \"instaled\", did you mean asset.installed")]
    [InlineData("avgOvr(ups.load, 5m) > 90 %", 2, "there is no function \"avgOvr\", did you mean avgOver")]
    [InlineData("ups1 > 90 %", 2, "ups1 is a device; name one of its points, ups1.…")]
    public void A_name_that_is_unknown_is_told_at_its_place_with_the_nearest(string text, int column, string words) =>
        Assert.Equal([$"r:3:{column} $.rules[0].raise {words}"], Sample.CheckRules(Rules(Rule(text))));

    [Theory]
    [InlineData("ups.load > 90 V", 11, "the two sides of \">\" differ in unit: % and V; both must be the same")]
    [InlineData("max(ups1.load, adc.temp) > 1", 2, "the arguments of max differ in unit: % and degC; all must be the same")]
    [InlineData("thermal(ups.load, base: 10 A) > 1", 10, "the argument current of thermal must be in A, not in %")]
    [InlineData("ups.load", 2, "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0")]
    public void A_unit_or_kind_that_does_not_fit_is_told(string text, int column, string words) =>
        Assert.Equal([$"r:3:{column} $.rules[0].raise {words}"], Sample.CheckRules(Rules(Rule(text))));

    [Theory]
    [InlineData("ups.load / 0 > 1 %", 13, "this divides by zero")]
    [InlineData("ups.load / (3 - 3) > 1 %", 16, "this divides by zero")]
    [InlineData("ups.load > 90 % for -5m", 22, "a duration of -300 s is impossible; right is from 0 to 3660d")]
    [InlineData("ups.load > 90 % for 4000d", 22, "a duration of 345600000 s is impossible; right is from 0 to 3660d")]
    [InlineData("ups.load > 90 % for 5", 22, "a duration is needed here, written like 10m")]
    [InlineData("avgOver(ups.load, 500d) > 90 %", 2, "A window is from 1s to 400d long.")]
    public void Division_by_zero_and_impossible_times_are_told(string text, int column, string words) =>
        Assert.Equal([$"r:3:{column} $.rules[0].raise {words}"], Sample.CheckRules(Rules(Rule(text))));

    [Fact]
    public void What_is_no_expression_is_told_where_it_breaks() => Assert.StartsWith(
        "r:3:18 $.rules[0].raise ", Assert.Single(Sample.CheckRules(Rules(Rule("ups.load > 90 % andd panel.door")))), StringComparison.Ordinal);

    [Fact]
    public void The_clear_condition_is_checked_at_its_own_place() => Assert.Equal(
        ["r:4:13 $.rules[0].clear the two sides of \"<\" differ in unit: % and V; both must be the same"],
        Sample.CheckRules(Rules(Rule("ups.load > 90 %", clear: "  ups.load < 1 V"))));

    [Fact]
    public void Computed_points_that_need_each_other_are_told() => Assert.Equal(
        ["r:5:2 $.points[1].value \"b\" and \"a\" need each other and cannot be computed; take one link out"],
        Sample.CheckRules(Points(("a", "mains.voltage", "env.temperature / 1 degC * 1 V"), ("b", "env.temperature", "mains.voltage / 1 V * 1 degC"))));

    [Fact]
    public void A_result_in_another_unit_than_its_signal_s_is_told() => Assert.Equal(
        ["r:3:2 $.points[0].value the result is in %, and the signal \"mains.voltage\" in V"],
        Sample.CheckRules(Points(("a", "mains.voltage", "ups.load"))));

    [Fact]
    public void A_signal_nobody_knows_is_told() => Assert.StartsWith(
        "r:2:55 $.points[0].signal there is no signal \"mains.voltge\", did you mean mains.voltage",
        Assert.Single(Sample.CheckRules(Points(("a", "mains.voltge", "ups.load")))), StringComparison.Ordinal);

    [Fact]
    public void All_errors_are_told_at_once() => Assert.Equal(
        [
            "r:3:2 $.rules[0].raise there is no point or signal \"ups1.laod\", did you mean ups1.load",
            "r:3:28 $.rules[0].raise there is no point or signal \"env.tmperature\", did you mean env.temperature",
            "r:5:13 $.rules[1].raise this divides by zero",
        ],
        Sample.CheckRules(Rules(Rule("ups1.laod > 90 % and (3 < env.tmperature)"), Rule("ups.load / 0 > 1 %", "b"))));
}
