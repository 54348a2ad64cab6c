using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Rule 7 of the alarm rules, clause by clause.</summary>
public class SuppressionTests
{
    [Fact]
    public void A_child_that_is_proven_under_a_standing_parent_begins_suppressed_and_names_it()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Good(0, ("mains", 0), ("ac", 0));
        plant.Good(1, ("mains", 1));
        plant.Good(2, ("ac", 1));

        Assert.Equal(["mains Begin B 1@1", "ac Begin H 2@2"], plant.Told);
        JsonElement body = plant.Body("Begin");
        Assert.False(body.GetProperty("annunciate").GetBoolean());
        Assert.Equal("mains.x.mains", body.GetProperty("parent").GetProperty("key").GetString());
        Assert.Equal("0000000001", body.GetProperty("parent").GetProperty("serial").GetString());
    }

    [Fact]
    public void A_child_whose_condition_has_gone_is_not_shown_when_its_parent_ends()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", off: 10, suppressedBy: "mains"));

        plant.Good(0, ("mains", 0), ("ac", 0));
        plant.Good(1, ("mains", 1));
        plant.Good(2, ("ac", 1));
        plant.Run(3, 20, ("mains", 0), ("ac", 0));

        Assert.Equal(["mains Begin B 1@1", "ac Begin H 2@2", "mains End D 1@3", "ac End A 2@13"], plant.Told);
    }

    [Fact]
    public void A_child_waits_while_its_parent_is_pending_and_begins_suppressed_when_that_begins()
    {
        var plant = new Plant(Plant.Rule("mains", on: 10), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 12, ("mains", 1), ("ac", 1));

        Assert.Equal(["mains Begin B 1@11", "ac Begin H 2@11"], plant.Told);
        Assert.Equal(1, plant.State("ac").Onset.SinceBoot.TotalSeconds);
    }

    [Fact]
    public void A_parent_that_cancels_starts_the_childs_delay_again_once()
    {
        var plant = new Plant(Plant.Rule("mains", on: 10), Plant.Rule("ac", on: 3, suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 4, ("mains", 1), ("ac", 1));
        plant.Run(5, 12, ("mains", 0), ("ac", 1));

        Assert.Equal(["ac Begin B 1@9"], plant.Told);
    }

    [Fact]
    public void A_second_cancel_within_ten_minutes_lets_the_child_through()
    {
        var plant = new Plant(Plant.Rule("mains", on: 10), Plant.Rule("ac", on: 3, suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 4, ("mains", 1), ("ac", 1));
        plant.Run(5, 5, ("mains", 0), ("ac", 1));
        plant.Run(6, 9, ("mains", 1), ("ac", 1));
        plant.Run(10, 10, ("mains", 0), ("ac", 1));

        Assert.Equal(["ac Begin B 1@10"], plant.Told);
    }

    [Fact]
    public void A_child_with_a_delay_of_more_than_ten_minutes_goes_through_at_the_second_cancel_too()
    {
        var plant = new Plant(Plant.Rule("mains", on: 10), Plant.Rule("ac", on: 700, suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 698, ("mains", 0), ("ac", 1));
        plant.Run(699, 702, ("mains", 1), ("ac", 1));
        plant.Run(703, 1400, ("mains", 0), ("ac", 1));
        plant.Run(1401, 1405, ("mains", 1), ("ac", 1));
        plant.Run(1406, 1410, ("mains", 0), ("ac", 1));

        Assert.Equal(["ac Begin B 1@1406"], plant.Told);
    }

    [Fact]
    public void A_child_waits_no_longer_than_the_parents_delay_and_one_poll()
    {
        var plant = new Plant(Plant.Rule("mains", on: 10), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Good(1, ("mains", 1), ("ac", 1));
        for (int t = 2; t <= 14; t++)
        {
            plant.Bad(t, "mains");
            plant.Good(t, ("ac", 1));
        }

        Assert.Equal(["ac Begin B 1@13"], plant.Told);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_child_that_began_first_is_suppressed_when_the_parent_follows_within_its_delay_and_two_polls(int parentAt, bool suppressed)
    {
        var plant = new Plant(Plant.Rule("mains", on: 10), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, parentAt - 1, ("mains", 0), ("ac", 1));
        plant.Run(parentAt, parentAt + 20, ("mains", 1), ("ac", 1));

        int begun = parentAt + 10;
        string[] expected = ["ac Begin B 1@1", $"mains Begin B 2@{begun}", $"ac Suppress H 1@{begun}"];
        Assert.Equal(suppressed ? expected : expected[..2], plant.Told);
    }

    [Fact]
    public void A_child_stays_suppressed_for_the_tail_of_its_parent_and_then_asks_again_under_its_serial()
    {
        var plant = new Plant(
            Plant.Rule("mains") with { Tail = TimeSpan.FromSeconds(20) }, Plant.Rule("ac", suppressedBy: "mains"), Plant.Rule("late", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0), ("late", 0));
        plant.Run(1, 5, ("mains", 1), ("ac", 1), ("late", 0));
        plant.Run(6, 10, ("mains", 0), ("ac", 1), ("late", 0));
        plant.Run(11, 30, ("mains", 0), ("ac", 1), ("late", 1));

        Assert.Equal(
            ["mains Begin B 1@1", "ac Begin H 2@1", "mains End D 1@6", "late Begin H 3@11", "ac Unsuppress B 2@26", "late Unsuppress B 3@26"],
            plant.Told);
        Assert.True(plant.Body("Unsuppress").GetProperty("annunciate").GetBoolean());
    }

    [Fact]
    public void A_child_that_was_acknowledged_asks_again_when_its_suppression_ends()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Good(1, ("ac", 1));
        plant.Ack(1, 1);
        plant.Run(2, 3, ("mains", 1), ("ac", 1));
        plant.Run(4, 5, ("mains", 0), ("ac", 1));

        Assert.Equal(
            ["ac Begin B 1@1", "ac Ack C 1@1", "mains Begin B 2@2", "ac Suppress H 1@2", "mains End D 2@4", "ac Unsuppress B 1@4"], plant.Told);
    }

    [Fact]
    public void A_child_that_ends_while_it_is_suppressed_ends_for_good()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 2, ("mains", 1), ("ac", 1));
        plant.Run(3, 3, ("mains", 1), ("ac", 0));
        plant.Run(4, 6, ("mains", 0), ("ac", 0));

        Assert.Equal(["mains Begin B 1@1", "ac Begin H 2@1", "ac End A 2@3", "mains End D 1@4"], plant.Told);
    }

    [Fact]
    public void When_the_parent_ends_while_the_child_is_pending_the_childs_timer_goes_on()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", on: 10, suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 5, ("mains", 1), ("ac", 1));
        plant.Run(6, 11, ("mains", 0), ("ac", 1));

        Assert.Equal(["mains Begin B 1@1", "mains End D 1@6", "ac Begin B 2@11"], plant.Told);
    }

    [Fact]
    public void A_parent_of_bad_quality_keeps_suppressing_for_five_minutes()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Good(1, ("mains", 1), ("ac", 1));
        plant.Bad(10, "mains");
        plant.Good(310, ("ac", 1));
        plant.Tick(310);
        Assert.Equal(["mains Begin B 1@1", "ac Begin H 2@1"], plant.Told);
        plant.Tick(311);

        Assert.Equal("ac Unsuppress B 2@311", plant.Told[^1]);
    }

    [Fact]
    public void A_shelved_parent_suppresses_and_one_out_of_service_does_not()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Good(1, ("mains", 1));
        plant.Shelve(2, "mains", 100);
        plant.Run(3, 3, ("mains", 1), ("ac", 1));
        plant.Service(4, "mains", @out: true);
        plant.Tick(5);
        plant.Run(6, 6, ("mains", 1), ("ac", 0));
        plant.Run(7, 7, ("mains", 1), ("ac", 1));

        Assert.Equal(
            ["mains Begin B 1@1", "mains Shelve G 1@2", "ac Begin H 2@3", "mains OutOfService I 1@4", "ac Unsuppress B 2@5", "ac End D 2@6", "ac Superseded A 2@7", "ac Begin B 3@7"],
            plant.Told);
    }

    [Fact]
    public void A_child_of_a_higher_level_is_never_suppressed_and_one_that_rises_above_its_parent_is_shown()
    {
        var plant = new Plant(
            Plant.Rule("mains"), Plant.Rule("fire", level: 1, suppressedBy: "mains"), Plant.TwoStages("ac", 2, 1) with { SuppressedBy = ["mains"] });

        plant.Run(0, 0, ("mains", 0), ("fire", 0), ("ac", 0));
        plant.Run(1, 1, ("mains", 1), ("fire", 1), ("ac", 1));
        plant.Run(2, 2, ("mains", 1), ("fire", 1), ("ac", 2));

        Assert.Equal(["mains Begin B 1@1", "fire Begin B 2@1", "ac Begin H 3@1", "ac Level H 3@2", "ac Unsuppress B 3@2"], plant.Told);
    }

    [Fact]
    public void A_suppressed_parent_suppresses_all_the_same()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"), Plant.Rule("hot", suppressedBy: "ac"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0), ("hot", 0));
        plant.Run(1, 1, ("mains", 1), ("ac", 1), ("hot", 1));

        Assert.Equal(["mains Begin B 1@1", "ac Begin H 2@1", "hot Begin H 3@1"], plant.Told);
    }

    [Fact]
    public void At_start_a_child_is_held_until_its_parent_was_evaluated()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Good(0, ("ac", 1));
        plant.Good(1, ("ac", 1));
        Assert.Empty(plant.Told);
        plant.Good(1.5, ("mains", 1), ("ac", 1));

        Assert.Equal(["mains Begin B 1@1.5", "ac Begin H 2@1.5"], plant.Told);
    }

    [Fact]
    public void At_start_a_child_is_held_for_two_polls_of_a_parent_that_says_nothing()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Good(0, ("ac", 1));
        plant.Good(1, ("ac", 1));
        plant.Good(2, ("ac", 1));

        Assert.Equal(["ac Begin B 1@2"], plant.Told);
    }

    [Fact]
    public void A_restart_leaks_no_suppressed_alarm_and_forgets_none()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));
        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 2, ("mains", 1), ("ac", 1));
        plant.Told.Clear();

        for (int run = 0; run < 5; run++)
        {
            plant.Restart(snapshot: null, down: null);
            plant.Tick(0);
            plant.Run(1, 3, ("ac", 1));
        }

        plant.Run(4, 4, ("mains", 1), ("ac", 1));
        Assert.Empty(plant.Told);
        plant.Run(5, 5, ("mains", 0), ("ac", 1));
        Assert.Equal(["mains End D 1@5", "ac Unsuppress B 2@5"], plant.Told);
    }

    [Fact]
    public void A_tail_that_began_after_the_snapshot_is_late_and_never_early()
    {
        var plant = new Plant(Plant.Rule("mains") with { Tail = TimeSpan.FromSeconds(20) }, Plant.Rule("ac", suppressedBy: "mains"));
        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 2, ("mains", 1), ("ac", 1));
        PipelineSnapshot snapshot = plant.Pipeline.Snapshot();
        plant.Run(3, 3, ("mains", 0), ("ac", 1));
        plant.Ack(3, 1);
        plant.Told.Clear();

        plant.Restart(snapshot, 5);
        plant.Run(1, 25, ("mains", 0), ("ac", 1));

        Assert.Equal(["ac Unsuppress B 2@20"], plant.Told);
    }

    [Fact]
    public void A_parent_is_sought_on_the_same_device_first_and_else_in_the_room()
    {
        var desk = new Desk(("d1.p", "parent", []), ("d2.p", "parent", []), ("d1.c", "child", ["parent"]), ("d3.c", "child", ["parent"]));
        for (int i = 0; i < 4; i++)
            desk.Good(0, i, 0);

        desk.Good(1, 1, 1);
        desk.Good(1, 2, 1);
        desk.Good(1, 3, 1);

        Assert.Equal(["d2.p Begin B", "d1.c Begin B", "d3.c Begin H"], desk.Told);
    }
}
