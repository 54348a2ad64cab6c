using EdgeGuard.Gateway.Cli;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Cli;

public class AlarmTreeTests
{
    [Fact]
    public void Consequences_stand_beneath_their_cause_and_what_is_hidden_apart()
    {
        AlarmTree tree = AlarmTree.Of(Incident.Alarms);

        Assert.Equal(
            ["0 mains-failed", "1 ac-stopped", "2 slope-high", "0 ups-overload", "0 door-open"],
            tree.Announced.Select(Told));
        Assert.Equal(["0 voltage-low", "0 silent", "0 humid"], tree.Hidden.Select(Told));
    }

    [Fact]
    public void A_consequence_of_what_has_ended_is_told_as_a_root()
    {
        AlarmTree tree = AlarmTree.Of([Incident.Alarms[2]]);

        Assert.Equal("0 slope-high", Told(Assert.Single(tree.Hidden)));
    }

    [Fact]
    public void The_consequences_of_a_shelved_cause_stand_beneath_it()
    {
        AlarmReport parent = Incident.Alarms[5];

        AlarmTree tree = AlarmTree.Of([parent, Incident.Alarms[6] with { Parent = new ParentReport(parent.Key, parent.Serial) }]);

        Assert.Empty(tree.Announced);
        Assert.Equal(["0 voltage-low", "1 silent"], tree.Hidden.Select(Told));
    }

    [Fact]
    public void Whatever_the_links_say_every_alarm_is_told_once()
    {
        AlarmReport Linked(int alarm, int parent) => Incident.Alarms[alarm] with { Parent = new ParentReport(Incident.Alarms[parent].Key, "0000000001") };

        AlarmTree tree = AlarmTree.Of([Linked(0, 1), Linked(1, 2), Linked(2, 0), Linked(3, 3)]);

        Assert.Equal(4, tree.All.Select(r => r.Alarm.Key).Distinct().Count());
        Assert.Equal(4, tree.All.Count());
    }

    private static string Told(AlarmRow row) => $"{row.Depth} {row.Alarm.Key.Split('.')[^1]}";
}
