using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Rule 9 of the alarm rules.</summary>
public class FirstOutTests
{
    [Fact]
    public void The_first_edge_of_a_group_is_told_apart_from_those_after_it()
    {
        var plant = Group("a", "b");

        plant.Good(0, ("a", 0), ("b", 0));
        plant.Good(1, ("a", 1), ("b", 0));
        plant.Good(2, ("a", 1), ("b", 1));

        Assert.Equal(["a first", "b after"], Ranks(plant));
    }

    [Fact]
    public void Edges_between_the_same_samples_are_a_tie()
    {
        var plant = Group("a", "b");

        plant.Good(0, ("a", 0));
        plant.Good(0.5, ("b", 0));
        plant.Good(1, ("a", 1));
        plant.Good(1.5, ("b", 1));

        Assert.Equal(["a first", "b tie"], Ranks(plant));
    }

    [Fact]
    public void A_longer_delay_makes_nobody_a_consequence()
    {
        var plant = new Plant(Plant.Rule("slow", on: 5) with { Group = "g" }, Plant.Rule("quick") with { Group = "g" });

        plant.Run(0, 0, ("slow", 0), ("quick", 0));
        plant.Run(1, 2, ("slow", 1), ("quick", 0));
        plant.Run(3, 8, ("slow", 1), ("quick", 1));

        Assert.Equal(["quick after", "slow first"], Ranks(plant));
    }

    [Fact]
    public void It_starts_anew_when_the_whole_group_is_normal()
    {
        var plant = Group("a", "b");

        plant.Good(0, ("a", 0), ("b", 0));
        plant.Good(1, ("a", 1), ("b", 0));
        plant.Good(2, ("a", 0), ("b", 0));
        plant.Good(3, ("a", 0), ("b", 1));

        Assert.Equal(["a first", "b first"], Ranks(plant));
    }

    [Fact]
    public void What_comes_after_ten_quiet_minutes_is_no_consequence()
    {
        var plant = Group("a", "b", "c");

        plant.Good(0, ("a", 0), ("b", 0), ("c", 0));
        plant.Good(1, ("a", 1));
        plant.Good(600, ("b", 0), ("c", 0));
        plant.Good(601, ("b", 1));
        plant.Good(1300, ("c", 0));
        plant.Good(1301, ("c", 1));

        Assert.Equal(["a first", "b after", "c first"], Ranks(plant));
    }

    private static Plant Group(params string[] rules) =>
        new([.. rules.Select(AlarmRule (r) => Plant.Rule(r) with { Group = "g" })]);

    private static IEnumerable<string> Ranks(Plant plant) =>
        plant.Transitions.Where(t => t.State.FirstOut is not null && t.Flag == Core.Alarms.AlarmFlag.Begin)
            .Select(t => $"{t.Alarm.Rule.Id} {t.State.FirstOut.ToString()!.ToLowerInvariant()}");
}
