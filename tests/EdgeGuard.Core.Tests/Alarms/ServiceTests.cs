using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Out of service, and rule 8 of the alarm rules: maintenance and test.</summary>
public class ServiceTests
{
    [Fact]
    public void Out_of_service_hides_evaluates_on_and_comes_before_shelved_and_suppressed()
    {
        var plant = new Plant(Plant.Rule("mains"), Plant.Rule("ac", suppressedBy: "mains"));

        plant.Run(0, 0, ("mains", 0), ("ac", 0));
        plant.Run(1, 1, ("mains", 1), ("ac", 1));
        plant.Shelve(2, "ac", 60);
        Assert.Equal(AckResult.Done, plant.Service(3, "ac", @out: true));
        Assert.Equal(AckResult.Already, plant.Service(3, "ac", @out: true));
        plant.Service(4, "ac", @out: false);
        plant.Unshelve(5, "ac");

        Assert.Equal(
            ["mains Begin B 1@1", "ac Begin H 2@1", "ac Shelve G 2@2", "ac OutOfService I 2@3", "ac InService G 2@4", "ac Unshelve H 2@5"], plant.Told);
    }

    [Fact]
    public void It_ends_by_itself_and_what_began_meanwhile_asks_then()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 0));
        plant.Service(1, "a", @out: true, length: 100);
        plant.Good(50, ("a", 1));
        plant.Tick(100);
        plant.Tick(101);

        Assert.Equal(["a OutOfService I 0@1", "a Begin I 1@50", "a InService B 1@101"], plant.Told);
    }

    [Fact]
    public void A_normal_alarm_out_of_service_is_kept_over_a_restart()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 0));
        plant.Service(1, "a", @out: true);
        plant.Restart(snapshot: null, down: null);
        plant.Good(1, ("a", 1));

        Assert.Equal(["a OutOfService I 0@1", "a Begin I 1@1"], plant.Told);
    }

    [Fact]
    public void A_window_of_a_device_suppresses_its_alarms_only_and_ends_by_itself()
    {
        var plant = new Plant(Plant.Rule("a"), Plant.Rule("b"), Plant.Rule("smoke") with { Shelvable = false });

        plant.Good(0, ("a", 1), ("b", 0), ("smoke", 0));
        Assert.Equal(AckResult.Done, plant.Maintain(1, "a", 100));
        plant.Good(2, ("b", 1));
        plant.Tick(100);
        plant.Tick(101);

        Assert.Equal(["a Begin B 1@0", "a Suppress H 1@1", "b Begin B 2@2", "a Unsuppress B 1@101"], plant.Told);
        Assert.Equal("maintenance", plant.Body("Suppress").GetProperty("suppressedBy").GetString());
        Assert.Empty(plant.Pipeline.MaintenanceWindows);
    }

    [Fact]
    public void A_window_of_the_room_silences_nothing_that_nobody_may_silence_and_survives_a_restart()
    {
        var plant = new Plant(Plant.Rule("a"), Plant.Rule("smoke") with { Shelvable = false });

        plant.Good(0, ("a", 0), ("smoke", 0));
        plant.Maintain(1, null, 100);
        plant.Restart(snapshot: null, down: null);
        plant.Good(2, ("a", 1), ("smoke", 1));
        plant.Tick(99);
        Assert.Equal(["a Begin H 1@2", "smoke Begin B 2@2"], plant.Told);
        plant.Maintain(99, null, null);

        Assert.Equal("a Unsuppress B 1@99", plant.Told[^1]);
        Assert.DoesNotContain(plant.Kept.Keys, MaintenanceWindow.IsKey);
    }

    [Fact]
    public void A_window_needs_an_end_a_reason_and_a_device_that_there_is()
    {
        var plant = new Plant(Plant.Rule("a"));

        Assert.Equal(AckResult.Unknown, plant.Maintain(0, "nothing", 60));
        Assert.Equal(AckResult.Incomplete, plant.Maintain(0, "a", 60, why: ""));
        Assert.Equal(AckResult.TooLong, plant.Maintain(0, "a", 8 * 86400));
        Assert.Equal(AckResult.TooLong, plant.Maintain(0, "a", 0));
        Assert.Equal(AckResult.Already, plant.Maintain(0, "a", null));
    }

    [Fact]
    public void A_maintenance_flag_of_the_device_suppresses_for_an_hour_at_most()
    {
        var desk = new Desk(("a.x", "a", []));

        desk.Good(0, 0, 1);
        desk.Inhibit(10, 0, Truth.True);
        desk.Inhibit(20, 0, Truth.Unknown);
        desk.Tick(3609);
        desk.Inhibit(3609, 0, Truth.True);
        Assert.Equal(["a.x Begin B", "a.x Suppress H"], desk.Told);
        desk.Tick(3610);

        Assert.Equal(["a.x Begin B", "a.x Suppress H", "a.x Unsuppress B"], desk.Told);
    }

    [Fact]
    public void The_end_of_the_flag_shows_the_alarm_at_once_and_a_new_one_counts_anew()
    {
        var desk = new Desk(("a.x", "a", []));

        desk.Inhibit(0, 0, Truth.True);
        desk.Good(1, 0, 1);
        desk.Inhibit(2, 0, Truth.False);
        desk.Inhibit(4000, 0, Truth.True);
        desk.Tick(4001);

        Assert.Equal(["a.x Begin H", "a.x Unsuppress B", "a.x Suppress H"], desk.Told);
    }
}
