using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;

namespace EdgeGuard.Core.Tests.Rules;

/// <summary>GB 51194-2016 5.2.3: strings of different maker, capacity or type must not be in parallel, of different age should not.</summary>
public class ParallelStringsTests
{
    private static readonly DateOnly s_installed = new(2024, 2, 1);

    private static DeviceSpec String(string id, string maker = "Shoto", double capacity = 500, string? group = "dc1", DateOnly? installed = null) =>
        PackRoom.Device(id) with
        {
            Ratings = new Dictionary<string, double> { ["capacity"] = capacity },
            Installed = installed ?? s_installed,
            Asset = new AssetConfig { Maker = maker, Model = "GFM", Chemistry = "vrla", Parallel = group },
        };

    private static List<string> Told(params DeviceSpec[] strings)
    {
        var room = new PackRoom(strings);
        room.Run(0, 5);
        return [.. room.Transitions.Select(t => $"{t.Alarm.Key} {t.Flag} {t.State.Level} {t.State.Value}")];
    }

    [Fact]
    public void Equal_strings_of_one_age_are_well() => Assert.Empty(Told(String("b1"), String("b2", maker: "SHOTO")));

    [Fact]
    public void Another_maker_is_a_major_alarm_once_a_group_at_its_first_string() =>
        Assert.Equal(["b1.mixed.strings-mixed Begin 2 1"], Told(String("b1"), String("b2"), String("b3", maker: "Narada")));

    [Fact]
    public void Another_capacity_counts_too_and_the_value_tells_how_much_differs() =>
        Assert.Equal(["b1.mixed.strings-mixed Begin 2 2"], Told(String("b1"), String("b2", maker: "Narada", capacity: 300)));

    [Fact]
    public void Strings_of_different_groups_or_of_none_are_not_compared() =>
        Assert.Empty(Told(String("b1"), String("b2", "Narada", group: "dc2"), String("b3", "Coslight", 300, group: null), String("b4", "Vision", group: null)));

    [Fact]
    public void What_nobody_stated_is_not_compared() =>
        Assert.Empty(Told(String("b1"), PackRoom.Device("b2") with { Asset = new AssetConfig { Parallel = "dc1" } }));

    [Theory]
    [InlineData(366, 0)]
    [InlineData(367, 1)]
    public void Strings_more_than_twelve_months_apart_are_a_minor_alarm(int days, int alarms)
    {
        List<string> told = Told(String("b1"), String("b2", installed: s_installed.AddDays(days)));

        Assert.Equal(alarms, told.Count);
        Assert.All(told, t => Assert.StartsWith("b1.installedApart.strings-apart Begin 3", t, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_group_is_told_by_itself() => Assert.Equal(
        ["b1.mixed.strings-mixed Begin 2 1", "b3.mixed.strings-mixed Begin 2 1"],
        Told(String("b1"), String("b2", "Narada"), String("b3", group: "dc2"), String("b4", capacity: 300, group: "dc2")));
}
