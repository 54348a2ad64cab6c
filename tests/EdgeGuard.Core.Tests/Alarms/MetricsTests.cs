using EdgeGuard.Core.Alarms;

namespace EdgeGuard.Core.Tests.Alarms;

/// <summary>Rule 11 of the alarm rules: the numbers.</summary>
public class MetricsTests
{
    [Fact]
    public void A_flood_starts_at_more_than_ten_alarms_in_ten_minutes_and_ends_below_five()
    {
        var plant = new Plant([.. Enumerable.Range(0, 11).Select(i => Plant.Rule($"r{i}"))]);

        for (int i = 0; i < 10; i++)
            plant.Good(i * 20, ($"r{i}", 1));
        plant.Tick(200);
        Assert.Equal((10, 0), (Number(plant, "alarmRate"), Number(plant, "alarmFlood")));
        plant.Good(201, ("r10", 1));
        plant.Tick(202);
        Assert.Equal((11, 1), (Number(plant, "alarmRate"), Number(plant, "alarmFlood")));
        plant.Tick(730); // Those at 140, 160, 180 and 201 are younger than ten minutes, and so is none before.
        Assert.Equal((4, 0), (Number(plant, "alarmRate"), Number(plant, "alarmFlood")));
    }

    [Fact]
    public void The_share_of_time_in_flood_is_of_the_time_watched()
    {
        var plant = new Plant([.. Enumerable.Range(0, 11).Select(i => Plant.Rule($"r{i}"))]);

        plant.Tick(0);
        plant.Good(50, [.. Enumerable.Range(0, 11).Select(i => ($"r{i}", 1.0))]);
        plant.Tick(100);
        plant.Tick(400);

        Assert.Equal(100, Number(plant, "alarmFloodShare"), 6);
        plant.Tick(800);
        Assert.Equal(50, Number(plant, "alarmFloodShare"), 6);
    }

    [Fact]
    public void What_is_hidden_is_not_counted_until_it_is_shown()
    {
        var plant = new Plant(Plant.Rule("a"));

        plant.Good(0, ("a", 0));
        plant.Shelve(0, "a", 10);
        plant.Good(1, ("a", 1));
        plant.Tick(2);
        Assert.Equal(0, Number(plant, "alarmRate"));
        plant.Tick(10);

        Assert.Equal(1, Number(plant, "alarmRate"));
    }

    [Fact]
    public void Levels_bad_actors_chatter_and_long_standing_alarms_are_told()
    {
        var plant = new Plant([.. Enumerable.Range(0, 12).Select(i => Plant.Rule($"r{i}", level: 1 + i % 4)), Plant.Rule("b", level: 4)]);

        plant.Good(0, [.. Enumerable.Range(0, 12).Select(i => ($"r{i}", 1.0))]);
        for (int t = 0; t < 8; t++)
            plant.Good(t, ("b", t % 2));
        plant.Tick(10);

        // 12 alarms once each and one 3 times: level 4 is 3 + 3 of 15, the ten worst are 3 + 9 of 15.
        Assert.Equal(20, Number(plant, "alarmShareLevel1"), 6);
        Assert.Equal(40, Number(plant, "alarmShareLevel4"), 6);
        Assert.Equal(80, Number(plant, "alarmTop10Share"), 6);
        Assert.Equal(1, Number(plant, "alarmChattering"));
        Assert.Equal(0, Number(plant, "alarmStanding"));
        plant.Tick(86400);
        Assert.Equal(12, Number(plant, "alarmStanding"));
        Assert.Equal(0, Number(plant, "alarmChattering"));
    }

    [Fact]
    public void Alarms_on_these_numbers_do_not_count_themselves()
    {
        var desk = new Desk(("gateway.alarmRate", "rate", []), ("gateway.disk", "disk", []));

        desk.Good(0, 0, 1);
        desk.Good(0, 1, 1);
        desk.Tick(1);

        Assert.Equal(1, desk.Book.Metrics.Values[0]);
    }

    private static double Number(Plant plant, string name)
    {
        int index = AlarmMetrics.Names.ToList().IndexOf(name);
        return plant.Pipeline.Metrics.Values[index];
    }
}
