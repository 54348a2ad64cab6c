using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Core.Tests.Pipeline;

public class RefusalTests
{
    [Fact]
    public void What_somebody_tried_and_may_not_is_in_the_journal_with_his_name()
    {
        var plant = new Plant(Plant.Rule("fire", level: 2) with { Shelvable = false });

        PipelineOutput output = plant.Pipeline.Apply(new ShelveInput(plant.At(1), Plant.Key("fire"), TimeSpan.FromHours(1), false, "li", "drill"));

        Assert.Equal(AckResult.NotShelvable, output.Ack);
        JournalLine line = Assert.Single(output.ToBatch().Journal);
        Assert.Equal(("refused", Plant.Key("fire"), "Shelving refused: nobody may silence it · li"), (line.Kind, line.Subject, line.Text));
        Assert.Empty(output.Transitions);
    }

    [Fact]
    public void What_names_no_alarm_or_changes_nothing_is_not()
    {
        var plant = new Plant(Plant.Rule("a"));

        Assert.True(plant.Pipeline.Apply(new UnshelveInput(plant.At(1), "no.such.alarm", "li")).IsEmpty);
        Assert.True(plant.Pipeline.Apply(new UnshelveInput(plant.At(2), Plant.Key("a"), "li")).IsEmpty);
    }

    [Fact]
    public void What_is_left_of_the_time_an_alarm_may_be_shelved_counts_down_over_all_its_shelvings()
    {
        var plant = new Plant(Plant.Rule("a"));
        plant.Good(0, ("a", 1));
        AlarmTracker alarm = plant.Pipeline.Find(Plant.Key("a"))!;
        Assert.Equal(TimeSpan.FromHours(24), plant.Pipeline.ShelvingLeft(alarm, plant.At(1)));

        plant.Pipeline.Apply(new ShelveInput(plant.At(1), Plant.Key("a"), TimeSpan.FromHours(10), false, "li", "noise"));
        plant.Pipeline.Apply(new UnshelveInput(plant.At(1 + 3600 * 4), Plant.Key("a"), "li"));

        Assert.Equal(TimeSpan.FromHours(20), plant.Pipeline.ShelvingLeft(alarm, plant.At(1 + 3600 * 5)));
    }
}
