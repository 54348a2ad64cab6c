using System.Text.Json;
using CsCheck;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>The part for the B-interface (domain: section 4.1, rule 3): there a level is a signal of its own, with a begin and an end.</summary>
public class BInterfaceTests
{
    private enum Step
    {
        Good,
        Bad,
        Ack,
        Reset,
        Wait,
        Restart,
    }

    private static readonly Gen<(Step, int, int)[]> s_story = Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 2], Gen.Int[1, 40]).Array[0, 120];

    private static LimitRule Hot(bool latching = false)
    {
        LimitRule rule = Plant.TwoStages("hot", high: 3, veryHigh: 2);
        return rule with
        {
            Stages = [rule.Stages[0] with { SignalId = "0418005001" }, rule.Stages[1] with { SignalId = "0418007001" }],
            Latching = latching,
        };
    }

    /// <summary>Every transition as <c>FLAG serial: what the B-interface is told</c>.</summary>
    private static IEnumerable<string> Told(Plant plant) =>
        plant.Transitions.Select(t => $"{t.Flag} {t.State.Serial}:{Text(" END", t.BEnds)}{Text(" BEGIN", t.BBegins)}");

    private static string Text(string flag, BOccurrence? b) => b is null ? "" : $"{flag} {b.Serial} {b.SignalId}";

    [Fact]
    public void A_change_of_level_is_an_end_and_a_begin_under_numbers_of_their_own()
    {
        var plant = new Plant(Hot());

        plant.Good(0, ("hot", 1));
        plant.Good(1, ("hot", 2));
        plant.Good(2, ("hot", 1));
        plant.Good(3, ("hot", 0));
        plant.Good(4, ("hot", 1));

        Assert.Equal(
            [
                "Begin 1: BEGIN 1 0418005001",
                "Level 1: END 1 0418005001 BEGIN 2 0418007001",
                "Level 1: END 2 0418007001 BEGIN 3 0418005001",
                "End 1: END 3 0418005001",
                "Superseded 1:",
                "Begin 4: BEGIN 4 0418005001",
            ],
            Told(plant));
    }

    [Fact]
    public void The_message_tells_one_as_an_object_and_two_as_an_array()
    {
        var plant = new Plant(Hot());

        plant.Good(0, ("hot", 1));
        plant.Good(1, ("hot", 2));
        plant.Ack(2, 1);

        Assert.Equal("""{"flag":"BEGIN","serial":"0000000001","signalId":"0418005001"}""", plant.Body("Begin").GetProperty("b").GetRawText());
        Assert.Equal(
            """[{"flag":"END","serial":"0000000001","signalId":"0418005001"},{"flag":"BEGIN","serial":"0000000002","signalId":"0418007001"}]""",
            plant.Body("Level").GetProperty("b").GetRawText());
        Assert.False(plant.Body("Ack").TryGetProperty("b", out JsonElement _));
    }

    [Fact]
    public void Without_a_signal_id_the_number_is_told_alone()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 1));

        Assert.Equal("""{"flag":"BEGIN","serial":"0000000001"}""", plant.Body("Begin").GetProperty("b").GetRawText());
    }

    [Fact]
    public void An_escalation_is_another_level_of_the_same_signal()
    {
        var plant = new Plant(Hot() with { Escalation = new Escalation(TimeSpan.FromMinutes(10), 1) });

        plant.Run(0, 600, ("hot", 1));

        Assert.Equal(["Begin 1: BEGIN 1 0418005001", "Level 1: END 1 0418005001 BEGIN 2 0418005001"], Told(plant));
    }

    [Fact]
    public void A_latched_alarm_ends_there_when_it_is_reset_and_a_retrigger_begins_nothing_new_at_the_same_level()
    {
        var plant = new Plant(Hot(latching: true));

        double[] values = [1, 0, 1, 0, 2, 0];
        for (int i = 0; i < values.Length; i++)
            plant.Good(100 * i, ("hot", values[i]));
        plant.Ack(600, 1);
        plant.Reset(700, 1);

        Assert.Equal(
            [
                "Begin 1: BEGIN 1 0418005001", "Rtn 1:", "Retrigger 1:", "Rtn 1:", "Retrigger 1: END 1 0418005001 BEGIN 2 0418007001", "Rtn 1:", "Ack 1:",
                "End 1: END 2 0418007001",
            ],
            Told(plant));
    }

    [Fact]
    public void An_end_after_a_restart_carries_the_number_of_its_begin()
    {
        var plant = new Plant(Hot());

        plant.Good(0, ("hot", 1));
        plant.Good(1, ("hot", 2));
        plant.Restart(null, null);
        plant.Good(1, ("hot", 0));

        Assert.Equal("End 1: END 2 0418007001", Told(plant).Last());
    }

    [Fact]
    public void Without_numbers_a_level_waits_for_the_next_reading()
    {
        var desk = new Desk(("d.x", Hot()));
        var sink = new AlarmSink();
        sink.AddSerials(7, 1);

        Observe(1, 0);
        Observe(2, 1);
        Assert.Equal((0, 7u), (desk.Book.Trackers[0].State.Stage, desk.Book.Trackers[0].State.B!.Serial));

        sink.AddSerials(20, 1);
        Observe(2, 2);
        Assert.Equal((1, 20u), (desk.Book.Trackers[0].State.Stage, desk.Book.Trackers[0].State.B!.Serial));

        void Observe(double value, double seconds) =>
            desk.Book.Observe(0, new Observation(Reading.Good(new PointId(0), value, Desk.At(seconds))), sink);
    }

    [Fact]
    public void Per_number_there_is_exactly_one_begin_and_at_most_one_end_after_it_over_whatever_happens() =>
        s_story.Sample(story =>
        {
            var plant = new Plant(Hot(latching: story.Length % 2 == 0) with { Escalation = new Escalation(TimeSpan.FromSeconds(60), 1) });
            double now = 0;
            foreach ((Step step, int value, int gap) in story)
            {
                now += gap;
                uint serial = plant.State("hot").Serial;
                switch (step)
                {
                    case Step.Good: plant.Good(now, ("hot", value)); break;
                    case Step.Bad: plant.Bad(now, "hot"); break;
                    case Step.Ack: plant.Ack(now, serial); break;
                    case Step.Reset: plant.Reset(now, serial); break;
                    case Step.Wait: plant.Tick(now); break;
                    case Step.Restart:
                        plant.Restart(value == 0 ? null : plant.Pipeline.Snapshot(), value == 1 ? null : gap);
                        now = 0;
                        break;
                }
            }

            var open = new HashSet<uint>();
            var used = new HashSet<uint>();
            foreach (AlarmTransition t in plant.Transitions.Where(t => t.Alarm.Rule.Id == "hot"))
            {
                Assert.True(t.BEnds is null || open.Remove(t.BEnds.Serial));
                Assert.True(t.BBegins is null || (used.Add(t.BBegins.Serial) && open.Add(t.BBegins.Serial)));
                Assert.Equal(t.State.Active || t.State.Latched ? 1 : 0, open.Count);
            }
        });
}
