using EdgeGuard.Core.Alarms;

namespace EdgeGuard.Core.Tests.Pipeline;

/// <summary>A bus of which all devices are silent is one cause, and so is a surge over several buses (domain: sections 4.1, rule 7, and 4.7).</summary>
public class BusDownTests
{
    private const string Down = "gateway.bus-rs485.bus-down";
    private const string Surge = "gateway.busesLost.surge-suspected";

    private static PackRoom TwoOnOneBus() => new(PackRoom.Device("a", "rs485"), PackRoom.Device("b", "rs485"), PackRoom.Device("c", "lan"));

    private static PackRoom FourBuses() =>
        new(PackRoom.Device("a", "bus1"), PackRoom.Device("b", "bus2"), PackRoom.Device("c", "bus3"), PackRoom.Device("d", "bus4"));

    private static IEnumerable<string> Announced(PackRoom room) =>
        room.Pipeline.Standing().Where(a => a.State is { Active: true, Annunciated: true }).Select(a => a.Alarm.Key);

    [Fact]
    public void One_dead_device_of_two_is_its_own_alarm()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 200, "a");

        Assert.Equal(["a.comm.silent Begin B@26"], room.Told);
    }

    [Fact]
    public void A_bus_whose_devices_are_all_dead_is_one_root_with_their_silence_under_it()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 200, "a", "b");

        Assert.Equal([$"{Down} Begin B@27", "a.comm.silent Begin H@28", "b.comm.silent Begin H@28"], room.Told);
        AlarmTransition child = room.Transitions[1];
        Assert.Equal((Down, room.Transitions[0].State.Serial), (child.State.Suppressed!.Key, child.State.Suppressed.Serial));
        Assert.Equal(["a.comm", "b.comm"], room.Transitions[0].Alarm.Related);
    }

    [Fact]
    public void A_device_that_was_dead_before_its_bus_stays_announced()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 100, "a");
        room.Run(101, 300, "a", "b");

        Assert.Equal(["a.comm.silent Begin B@26", $"{Down} Begin B@117", "b.comm.silent Begin H@118"], room.Told);
    }

    [Fact]
    public void A_bus_with_one_device_is_down_with_it()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 200, "c");

        Assert.Equal(["gateway.bus-lan.bus-down Begin B@27", "c.comm.silent Begin H@28"], room.Told);
    }

    [Fact]
    public void Their_silence_ends_by_their_own_answers_alone()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 100, "a", "b");
        room.Told.Clear();
        room.Run(101, 400, "b");

        // The bus works again after 60 s, a has answered for 60 s and ends by that; b, silent still, is seen 3 min later.
        Assert.Equal(["a.comm.silent End A@161", $"{Down} End D@161", "b.comm.silent Unsuppress B@341"], room.Told);
    }

    [Fact]
    public void When_the_whole_bus_returns_nothing_of_it_is_shown_again()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 100, "a", "b");
        room.Told.Clear();
        room.Run(101, 103, "b");
        room.Run(104, 600);

        Assert.Equal(["a.comm.silent End A@161", $"{Down} End D@161", "b.comm.silent End A@164"], room.Told);
    }

    [Fact]
    public void A_device_more_important_than_its_bus_is_announced_by_itself()
    {
        var room = new PackRoom(PackRoom.Device("a", "rs485", commLevel: 1));

        room.Run(0, 10);
        room.Run(11, 100, "a");

        Assert.Equal(["a.comm.silent Begin B@26", $"{Down} Begin B@27"], room.Told);
    }

    [Fact]
    public void What_is_worked_on_does_not_take_its_bus_down()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Maintain(10, "c", 1000);
        room.Run(11, 100, "c");

        Assert.Equal(["c.comm.silent Begin H@26"], room.Told);
    }

    [Fact]
    public void A_bus_stays_down_over_a_restart_and_nothing_leaks()
    {
        PackRoom room = TwoOnOneBus();

        room.Run(0, 10);
        room.Run(11, 100, "a", "b");
        room.Told.Clear();
        room.Restart(null, null);
        room.Run(0, 300, "a", "b");

        Assert.Empty(room.Told);
        Assert.Equal([Down], Announced(room));
    }

    [Fact]
    public void Devices_of_three_buses_lost_at_once_are_a_suspected_surge_and_the_only_root()
    {
        PackRoom room = FourBuses();

        room.Run(0, 10);
        room.Run(11, 14, "a");
        room.Run(15, 20, "a", "b");
        room.Run(21, 200, "a", "b", "c");

        Assert.Equal(3, room.Transitions.First(t => t.Alarm.Key == Surge).State.Value);
        Assert.Equal([Surge], Announced(room));
        Assert.Equal(7, room.Transitions.Count(t => t.Flag == AlarmFlag.Begin));
    }

    [Theory]
    [InlineData(11, 22)]
    [InlineData(16, 16)]
    public void Two_buses_or_three_within_longer_than_ten_seconds_are_none(int second, int third)
    {
        PackRoom room = FourBuses();

        room.Run(0, 10);
        room.Run(11, second - 1, "a");
        room.Run(second, third - 1, "a", "b");
        if (third > second)
            room.Run(third, 200, "a", "b", "c");
        else
            room.Run(second, 200, "a", "b");

        Assert.DoesNotContain(room.Transitions, t => t.Alarm.Key == Surge);
    }

    [Fact]
    public void Devices_that_never_answered_were_not_lost()
    {
        PackRoom room = FourBuses();

        room.Run(0, 200, "a", "b", "c");

        Assert.DoesNotContain(room.Transitions, t => t.Alarm.Key == Surge);
        Assert.Equal(3, Announced(room).Count());
    }

    [Fact]
    public void What_is_lost_long_after_a_surge_is_no_consequence_of_it()
    {
        PackRoom room = FourBuses();

        room.Run(0, 10);
        room.Run(11, 400, "a", "b", "c");
        room.Run(401, 500, "a", "b", "c", "d");

        Assert.Equal(["gateway.bus-bus4.bus-down", Surge], Announced(room).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_surge_outlives_a_restart_with_or_without_a_snapshot(bool snapshot)
    {
        PackRoom room = FourBuses();

        room.Run(0, 10);
        room.Run(11, 100, "a", "b", "c");
        room.Told.Clear();
        room.Restart(snapshot ? room.Pipeline.Snapshot() : null, snapshot ? 30 : null);
        room.Run(0, 300, "a", "b", "c");

        Assert.DoesNotContain(room.Told, t => t.Contains("End", StringComparison.Ordinal) || t.Contains("Unsuppress", StringComparison.Ordinal));
        Assert.Equal([Surge], Announced(room));

        room.Run(301, 500);
        Assert.Empty(Announced(room));
    }
}
