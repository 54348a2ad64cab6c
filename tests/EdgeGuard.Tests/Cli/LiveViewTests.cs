using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;
using EdgeGuard.Gateway.Cli;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Cli;

public class LiveViewTests
{
    private static readonly LiveSource s_source = new(
        _ => Task.FromResult(Samples.Points),
        _ => Task.FromResult(Samples.Alarms),
        () => new TimeSpan(0, 3, 12),
        10,
        new Uri("mqtt://127.0.0.1:41883"));

    [Theory]
    [InlineData(Language.En, "00:03:12  BEGIN level-2 0000000009 Too hot ac1.returnTemperature 36.21 °C")]
    [InlineData(Language.Zh, "00:03:12  BEGIN 二级 0000000009 过热 ac1.returnTemperature 36.21 °C")]
    public void Elsewhere_than_on_a_terminal_a_transition_is_one_line(Language language, string line)
    {
        var call = new CliCall(width: 60);
        var view = new LiveView(call.Open(language, false), s_source, new FakeTimeProvider());

        view.Transition(Transition(AlarmFlag.Begin));

        Assert.Equal(line, call.Out.TrimEnd('\n'));
    }

    [Fact]
    public async Task The_story_and_the_summary_are_plain_lines_too()
    {
        var call = new CliCall(width: 250);
        var view = new LiveView(call.Open(Language.En, false), s_source, new FakeTimeProvider());
        using var stop = new CancellationTokenSource();
        Task shown = view.RunAsync(stop.Token);

        view.Story(new Words("市电中断", "The mains fail"));
        view.Transition(Transition(AlarmFlag.Begin));
        view.Transition(Transition(AlarmFlag.End));
        await stop.CancelAsync();
        await shown;
        view.Summarize(42);

        string[] lines = call.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("00:03:12  --- The mains fail", lines[1]);
        Assert.Contains("1 began, 1 ended, 0 stand. Messages: 42, to mqtt://127.0.0.1:41883", lines[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, Language.Zh)]
    [InlineData(60, Language.En)]
    [InlineData(120, Language.Zh)]
    [InlineData(120, Language.En)]
    public void The_screen_fits_the_terminal_with_serials_and_broker_whole(int width, Language language)
    {
        var call = new CliCall(width);
        CliContext cli = call.Open(language, false);
        List<LiveEvent> events = [.. Enumerable.Range(0, 20).Select(_ => PlainLines.Of(cli, TimeSpan.Zero, Transition(AlarmFlag.Begin)))];
        var frame = new LiveFrame(Samples.Points, [.. Enumerable.Repeat(Samples.Alarms, 20).SelectMany(a => a)], TimeSpan.Zero, s_source, new string('长', 90), events);

        cli.Console.Write(LiveScreen.Draw(cli, frame));

        string[] lines = [.. call.Out.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd())];
        Assert.True(lines.Length <= 40, $"{lines.Length} lines");
        Assert.DoesNotContain(lines, l => CellText.Width(l) > width);
        Assert.Contains(lines, l => l.Contains("0000000012", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("mosquitto_sub -h 127.0.0.1 -p 41883 -v -t '#'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(60, "H", "└ Air conditioner stopped")]
    [InlineData(120, "H suppressed", "└ Air conditioner stopped")]
    public void The_screen_shows_consequences_beneath_their_cause_and_what_is_hidden_last(int width, string state, string consequence)
    {
        var call = new CliCall(width);
        CliContext cli = call.Open(Language.En, false);

        cli.Console.Write(LiveScreen.Draw(cli, new LiveFrame(Samples.Points, Incident.Alarms, TimeSpan.Zero, s_source, null, [])));

        string[] lines = [.. call.Out.Split('\n')];
        int Line(string text) => Array.FindIndex(lines, l => l.Contains(text, StringComparison.Ordinal));
        Assert.Contains(state, lines[Line(consequence)], StringComparison.Ordinal);
        Assert.True(Line("Mains failed") < Line(consequence) && Line(consequence) < Line("UPS overloaded") && Line("UPS overloaded") < Line("Voltage low"));
        TestContext.Current.TestOutputHelper?.WriteLine(call.Out);
    }

    [Fact]
    public void A_line_of_a_consequence_names_its_cause()
    {
        var call = new CliCall();
        AlarmTransition transition = Transition(AlarmFlag.Begin);
        transition = transition with { State = transition.State with { Suppressed = new Suppressed(SuppressionCause.Parent, "mains.supply.failed", 7) } };

        LiveEvent line = PlainLines.Of(call.Open(Language.En, false), TimeSpan.Zero, transition);

        Assert.EndsWith("36.21 °C (consequence of mains.supply.failed)", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_in_alarm_stands_first_and_carries_its_level_as_a_number()
    {
        var call = new CliCall(width: 60);
        CliContext cli = call.Open(Language.En, false);

        cli.Console.Write(DeviceLine.Draw(cli, [Samples.Points[2], Samples.Points[1]], Samples.Alarms, 60, 1));

        Assert.StartsWith("!2 Return air temperature 36.21 °C", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_device_says_so_instead_of_values()
    {
        var call = new CliCall(width: 60);
        CliContext cli = call.Open(Language.Zh, false);

        cli.Console.Write(DeviceLine.Draw(cli, Samples.Points.Where(p => p.Device == "ups1"), [], 60, 1));

        Assert.Equal("无效: 无应答", call.Out.Trim());
    }

    private static AlarmTransition Transition(AlarmFlag flag)
    {
        var point = new PointInfo(
            new PointId(0), "ac1.returnTemperature", "ac1",
            new PointSpec("returnTemperature", null, null, Unit.DegreeCelsius, new Words("回风温度", "Return air"), new Dictionary<int, Words>()));
        var rule = new DigitalRule
        {
            Id = "hot",
            Label = new Words("过热", "Too hot"),
            Stages = [new Stage("H", StageSide.High, 2, 35, TimeSpan.Zero, TimeSpan.Zero)],
        };
        var state = new AlarmState { Serial = 9, Number = 1, Active = flag == AlarmFlag.Begin, Acked = false, Level = 2, Value = 36.214, Limit = 35 };
        return new AlarmTransition(new AlarmDefinition(point, rule), flag, state, default);
    }
}
