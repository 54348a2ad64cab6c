using EdgeGuard.Core.Alarms;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Rule 11 of the alarm rules: chatter.</summary>
public class ChatterTests
{
    [Fact]
    public void Three_edges_in_a_minute_hold_the_alarm_and_say_so_once()
    {
        var plant = new Plant(Plant.Rule("a"));

        for (int t = 0; t < 3600; t++)
            plant.Run(t, t, ("a", t % 2));

        Assert.Equal(
            ["a Begin B 1@1", "a End D 1@2", "a Superseded A 1@3", "a Begin B 2@3", "a End D 2@4", "a Superseded A 2@5", "a Begin B 3@5", "a Chatter B 3@5"],
            plant.Told);
    }

    [Fact]
    public void After_ten_quiet_minutes_the_truth_is_told_with_the_count()
    {
        var plant = new Plant(Plant.Rule("a"));

        for (int t = 0; t < 100; t++)
            plant.Run(t, t, ("a", t % 2));
        plant.Told.Clear();
        plant.Run(100, 698, ("a", 0));
        Assert.Empty(plant.Told);
        plant.Run(699, 699, ("a", 0));

        Assert.Equal(["a End D 3@699"], plant.Told);
        Assert.Equal(50, plant.Body("End").GetProperty("chatter").GetInt32());
    }

    [Fact]
    public void Still_true_after_ten_quiet_minutes_it_stays_active_and_ends_like_any_other()
    {
        var plant = new Plant(Plant.Rule("a"));

        for (int t = 0; t < 100; t++)
            plant.Run(t, t, ("a", t % 2));
        plant.Told.Clear();
        plant.Run(100, 800, ("a", 1));
        Assert.Empty(plant.Told);
        plant.Run(801, 801, ("a", 0));

        Assert.Equal(["a End D 3@801"], plant.Told);
    }

    [Fact]
    public void Five_times_announced_in_an_hour_are_chatter_too()
    {
        var plant = new Plant(Plant.Rule("a"));

        for (int i = 0; i < 6; i++)
        {
            plant.Run(i * 300, i * 300, ("a", 1));
            plant.Run(i * 300 + 150, i * 300 + 150, ("a", 0));
        }

        Assert.Equal(5, plant.Told.Count(t => t.Contains("Begin", StringComparison.Ordinal)));
        Assert.Equal("a Chatter B 5@1200", plant.Told[^1]);
        Assert.Equal(AlarmLetter.B, plant.State("a").Letter);
    }

    [Fact]
    public void What_begins_while_it_is_damped_is_told()
    {
        var plant = new Plant(Plant.Rule("a", on: 5));

        for (int t = 0; t < 20; t++)
            plant.Run(t, t, ("a", t % 2));
        Assert.Empty(plant.Told);
        plant.Run(20, 30, ("a", 1));

        Assert.Equal(["a Begin B 1@24", "a Chatter B 1@24"], plant.Told);
    }

    [Fact]
    public void A_rise_is_told_while_it_is_damped_and_a_fall_is_not()
    {
        var plant = new Plant(Plant.TwoStages("a", 3, 2));

        for (int t = 0; t < 10; t++)
            plant.Run(t, t, ("a", t % 2));
        plant.Told.Clear();
        for (int t = 10; t < 30; t++)
            plant.Run(t, t, ("a", 1 + t % 2));

        Assert.Equal(["a Level B 3@11"], plant.Told);
    }

    [Fact]
    public void A_restart_goes_on_holding_it()
    {
        var plant = new Plant(Plant.Rule("a"));

        for (int t = 0; t < 10; t++)
            plant.Run(t, t, ("a", t % 2));
        plant.Told.Clear();
        plant.Restart(snapshot: null, down: null);
        plant.Run(1, 599, ("a", 0));
        Assert.Empty(plant.Told);
        plant.Run(600, 600, ("a", 0));

        Assert.Equal(["a End D 3@600"], plant.Told);
    }
}
