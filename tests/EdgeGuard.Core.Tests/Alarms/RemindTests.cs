using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Escalation, re-annunciation, and conditions that are judged elsewhere.</summary>
public class RemindTests
{
    [Fact]
    public void An_alarm_nobody_acknowledges_in_time_rises_once_and_does_not_fall_back()
    {
        var plant = new Plant(Plant.Rule("a", level: 3) with { Escalation = new Escalation(TimeSpan.FromMinutes(10), 2) });

        plant.Run(0, 600, ("a", 1));
        Assert.Equal(AckResult.Done, plant.Ack(601, 1));
        plant.Run(602, 2000, ("a", 1));
        plant.Run(2001, 2001, ("a", 0));

        Assert.Equal(["a Begin B 1@0", "a Level B 1@600", "a Ack C 1@601", "a End A 1@2001"], plant.Told);
        Assert.Equal("escalated", plant.Body("Level").GetProperty("reason").GetString());
        Assert.Equal(2, plant.Body("Level").GetProperty("level").GetInt32());
    }

    [Fact]
    public void An_acknowledged_or_a_hidden_alarm_does_not_escalate_and_one_that_comes_back_counts_anew()
    {
        var plant = new Plant(Plant.Rule("a", level: 3) with { Escalation = new Escalation(TimeSpan.FromMinutes(10), 2) });

        plant.Good(0, ("a", 1));
        plant.Shelve(300, "a", 1000);
        plant.Run(301, 1899, ("a", 1));
        Assert.Equal(["a Begin B 1@0", "a Shelve G 1@300", "a Unshelve B 1@1300"], plant.Told);
        plant.Tick(1900);

        Assert.Equal("a Level B 1@1900", plant.Told[^1]);
    }

    [Fact]
    public void A_standing_alarm_is_told_again_acknowledged_or_not()
    {
        var plant = new Plant(Plant.Rule("a") with { ReannunciateAfter = TimeSpan.FromMinutes(30) });

        plant.Good(0, ("a", 1));
        plant.Ack(10, 1);
        plant.Tick(1799);
        plant.Tick(1800);
        plant.Tick(3600);

        Assert.Equal(["a Begin B 1@0", "a Ack C 1@10", "a Realarm B 1@1800", "a Realarm B 1@3600"], plant.Told);
    }

    [Fact]
    public void Telling_again_does_not_put_off_the_escalation()
    {
        var plant = new Plant(Plant.Rule("a", level: 3) with
        {
            ReannunciateAfter = TimeSpan.FromMinutes(4),
            Escalation = new Escalation(TimeSpan.FromMinutes(10), 2),
        });

        plant.Run(0, 600, ("a", 1));

        Assert.Equal(["a Begin B 1@0", "a Realarm B 1@240", "a Realarm B 1@480", "a Level B 1@600"], plant.Told);
    }

    [Fact]
    public void Conditions_judged_elsewhere_raise_and_clear_apart_and_carry_a_forecast()
    {
        var desk = new Desk(("a.x", Condition()));

        desk.Judge(0, 0, Truth.True, Truth.False, forecast: 420);
        Assert.Equal(420, desk.Last.State.Forecast);
        desk.Judge(1, 0, Truth.False, Truth.False);
        desk.Judge(2, 0, Truth.False, Truth.True);

        Assert.Equal(["a.x Begin B", "a.x End D"], desk.Told);
    }

    [Fact]
    public void Conditions_that_are_all_unknown_freeze_and_those_that_are_known_need_no_value()
    {
        var desk = new Desk(("a.x", Condition()));

        desk.Judge(0, 0, Truth.Unknown, Truth.Unknown);
        desk.Judge(1, 0, Truth.True, Truth.Unknown, value: null);
        for (int t = 2; t < 6; t++)
            desk.Judge(t, 0, Truth.True, Truth.Unknown, value: null);
        Assert.Equal(["a.x Begin B", "a.x Quality B"], desk.Told);
        desk.Judge(6, 0, Truth.False, Truth.True, value: null);

        Assert.Equal(["a.x Begin B", "a.x Quality B", "a.x End D"], desk.Told);
        Assert.Equal(Quality.Good, desk.Last.State.Quality);
        Assert.Null(desk.Last.State.Value);
    }

    private static ConditionRule Condition() => new()
    {
        Id = "c",
        Label = new Words("条件", "Condition"),
        Stages = [new Stage("ON", StageSide.High, 2, null, TimeSpan.Zero, TimeSpan.Zero)],
    };
}
