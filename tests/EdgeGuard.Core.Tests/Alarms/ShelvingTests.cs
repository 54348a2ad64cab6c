using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Rule 6 of the alarm rules, clause by clause.</summary>
public class ShelvingTests
{
    private const double Hour = 3600;

    [Fact]
    public void A_shelved_alarm_is_told_without_being_annunciated_and_comes_back_under_its_serial()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 1));
        plant.Ack(1, 1);
        Assert.Equal(AckResult.Done, plant.Shelve(2, "a", 60));
        JsonElement body = plant.Body("Shelve");
        plant.Run(3, 61, ("a", 1));
        Assert.Equal(["a Begin B 1@0", "a Ack C 1@1", "a Shelve G 1@2"], plant.Told);
        plant.Tick(62);

        Assert.Equal("a Unshelve B 1@62", plant.Told[^1]);
        Assert.False(body.GetProperty("annunciate").GetBoolean());
        Assert.Equal("li", body.GetProperty("shelved").GetProperty("by").GetString());
        Assert.Equal("work", body.GetProperty("shelved").GetProperty("why").GetString());
        Assert.Equal(60, body.GetProperty("shelved").GetProperty("left").GetDouble());
        Assert.True(plant.Body("Unshelve").GetProperty("annunciate").GetBoolean());
    }

    [Fact]
    public void An_alarm_that_begins_while_shelved_tells_its_begin_hidden_and_its_true_onset_when_it_comes_back()
    {
        var plant = new Plant(Plant.Rule("a", on: 5));

        plant.Good(0, ("a", 0));
        plant.Shelve(1, "a", 60);
        plant.Run(2, 10, ("a", 1));
        plant.Tick(61);

        Assert.Equal(["a Shelve G 0@1", "a Begin G 1@7", "a Unshelve B 1@61"], plant.Told);
        Assert.Equal(2, plant.State("a").Onset.SinceBoot.TotalSeconds);
    }

    [Fact]
    public void One_that_ended_while_shelved_asks_for_nothing_when_the_shelving_ends()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 1));
        plant.Shelve(1, "a", 60);
        plant.Good(2, ("a", 0));
        plant.Tick(61);

        Assert.Equal(["a Begin B 1@0", "a Shelve G 1@1", "a End G 1@2", "a Unshelve A 1@61"], plant.Told);
        Assert.Empty(plant.Kept);
    }

    [Fact]
    public void A_one_shot_ends_at_proven_clear()
    {
        var plant = new Plant(Plant.Rule("a", off: 5));

        plant.Good(0, ("a", 1));
        plant.Shelve(1, "a", null, oneShot: true);
        plant.Run(2, 10, ("a", 0));
        plant.Run(11, 11, ("a", 1));

        Assert.Equal(["a Begin B 1@0", "a Shelve G 1@1", "a End G 1@7", "a Unshelve A 1@7", "a Begin B 2@11"], plant.Told);
    }

    [Fact]
    public void Shelving_anew_counts_on_up_to_a_day_in_all()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 1));
        Assert.Equal(AckResult.TooLong, plant.Shelve(0, "a", 24 * Hour + 1));
        Assert.Equal(AckResult.TooLong, plant.Shelve(0, "a", 0));
        Assert.Equal(AckResult.TooLong, plant.Shelve(0, "a", null));
        Assert.Equal(AckResult.Done, plant.Shelve(0, "a", 20 * Hour));
        Assert.Equal(AckResult.TooLong, plant.Shelve(10 * Hour, "a", 14 * Hour + 1));
        Assert.Equal(AckResult.Done, plant.Shelve(10 * Hour, "a", 2 * Hour));
        Assert.Equal(AckResult.Done, plant.Unshelve(11 * Hour, "a"));
        Assert.Equal(AckResult.Already, plant.Unshelve(11 * Hour, "a"));
        Assert.Equal(AckResult.TooLong, plant.Shelve(12 * Hour, "a", 13 * Hour + 1));
        Assert.Equal(AckResult.Done, plant.Shelve(12 * Hour, "a", 13 * Hour));
        plant.Tick(25 * Hour);
        Assert.Equal(AckResult.TooLong, plant.Shelve(25 * Hour, "a", 1));

        Assert.Equal(
            ["a Begin B 1@0", "a Shelve G 1@0", "a Shelve G 1@36000", "a Unshelve B 1@39600", "a Shelve G 1@43200", "a Unshelve B 1@90000"], plant.Told);
    }

    [Fact]
    public void It_needs_an_author_a_reason_an_alarm_that_may_be_silenced_and_is_not_critical()
    {
        var plant = new Plant(Plant.Rule("a"), Plant.Rule("smoke") with { Shelvable = false }, Plant.Rule("fire", level: 1));

        plant.Good(0, ("a", 1), ("smoke", 1), ("fire", 1));

        Assert.Equal(AckResult.Incomplete, plant.Shelve(1, "a", 60, by: " "));
        Assert.Equal(AckResult.Incomplete, plant.Shelve(1, "a", 60, why: ""));
        Assert.Equal(AckResult.NotShelvable, plant.Shelve(1, "smoke", 60));
        Assert.Equal(AckResult.NeedsSecondPerson, plant.Shelve(1, "fire", 60));
        Assert.Equal(AckResult.Unknown, plant.Shelve(1, "nothing", 60));
        Assert.Equal(3, plant.Told.Count);
    }

    [Fact]
    public void A_rise_beyond_the_shelved_level_brings_it_back()
    {
        var plant = new Plant(Plant.TwoStages("a", 3, 2));

        plant.Good(0, ("a", 1));
        plant.Shelve(1, "a", 60);
        plant.Good(2, ("a", 2));

        Assert.Equal(["a Begin B 1@0", "a Shelve G 1@1", "a Level G 1@2", "a Unshelve B 1@2"], plant.Told);
        Assert.Equal("level", plant.Body("Unshelve").GetProperty("reason").GetString());
    }

    [Fact]
    public void Shelved_while_normal_it_comes_back_when_it_begins_worse_than_its_mildest_stage()
    {
        var plant = new Plant(Plant.TwoStages("a", 3, 2));

        plant.Good(0, ("a", 0));
        plant.Shelve(1, "a", 60);
        plant.Good(2, ("a", 2));

        Assert.Equal(["a Shelve G 0@1", "a Begin G 1@2", "a Unshelve B 1@2"], plant.Told);
    }

    [Fact]
    public void Expiry_while_suppressed_leaves_it_suppressed_and_the_end_of_that_shows_it()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 1, ("mains", 1), ("ac", 1));
        plant.Shelve(2, "ac", 10);
        plant.Tick(12);
        plant.Run(13, 13, ("mains", 0), ("ac", 1));

        Assert.Equal(
            ["mains Begin B 1@1", "ac Begin H 2@1", "ac Shelve G 2@2", "ac Unshelve H 2@12", "mains End D 1@13", "ac Unsuppress B 2@13"], plant.Told);
    }

    [Fact]
    public void The_end_of_suppression_while_shelved_leaves_it_shelved()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 1, ("mains", 1), ("ac", 1));
        plant.Shelve(2, "ac", 60);
        plant.Run(3, 3, ("mains", 0), ("ac", 1));
        plant.Tick(62);

        Assert.Equal(
            ["mains Begin B 1@1", "ac Begin H 2@1", "ac Shelve G 2@2", "mains End D 1@3", "ac Unsuppress G 2@3", "ac Unshelve B 2@62"], plant.Told);
    }

    [Fact]
    public void Without_a_synchronised_clock_a_restart_keeps_what_was_left_of_monotonic_time()
    {
        var plant = new Plant(Plant.Rule("a"));
        plant.Good(0, ("a", 1));
        plant.Shelve(0, "a", 1000);
        plant.Good(400, ("a", 1));
        PipelineSnapshot snapshot = plant.Pipeline.Snapshot();

        plant.Restart(snapshot, down: null);
        plant.Tick(599);
        Assert.Equal("a Shelve G 1@0", plant.Told[^1]);
        plant.Restart(snapshot: null, down: null);
        plant.Tick(599);
        Assert.Equal("a Shelve G 1@0", plant.Told[^1]);
        plant.Tick(600);

        Assert.Equal("a Unshelve B 1@600", plant.Told[^1]);
    }

    [Fact]
    public void With_a_synchronised_clock_the_earlier_end_counts_after_a_restart()
    {
        var start = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        var plant = new Plant(Plant.Rule("a"));
        plant.Clock(0, start);
        plant.Good(0, ("a", 1));
        plant.Shelve(0, "a", 1000);

        plant.Restart(snapshot: null, down: null);
        plant.Clock(1, start.AddSeconds(900));
        plant.Tick(100);
        Assert.Equal("a Shelve G 1@0", plant.Told[^1]);
        plant.Tick(101);

        Assert.Equal("a Unshelve B 1@101", plant.Told[^1]);
    }

    [Fact]
    public void A_step_of_the_wall_clock_ends_nothing()
    {
        var start = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        var plant = new Plant(Plant.Rule("a"));
        plant.Clock(0, start);
        plant.Good(0, ("a", 1));
        plant.Shelve(0, "a", 1000);

        plant.Clock(1, start.AddYears(1));
        plant.Tick(2);

        Assert.Equal("a Shelve G 1@0", plant.Told[^1]);
    }
}
