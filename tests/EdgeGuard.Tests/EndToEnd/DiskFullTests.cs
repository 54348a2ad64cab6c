namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A disk that takes no more.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task Alarms_go_out_live_with_an_alarm_that_says_so_and_states_are_kept_once_there_is_room()
    {
        await using Room room = await Room.OpenAsync();
        Posix.LimitFiles(room.Site.Daemon.Id, 0);

        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        Assert.False(room.Told[0].Durable);
        await room.Site.UntilAsync(() => Fault(room).Count == 1, "the alarm of the store");
        Assert.Equal(("BEGIN", 2, false), (Fault(room)[0].Flag, Fault(room)[0].Level, Fault(room)[0].Durable));
        Assert.NotNull((await room.Site.StatusAsync()).Store.Fault);

        Posix.LimitFiles(room.Site.Daemon.Id, null);
        await room.Site.UntilAsync(() => Fault(room).Count == 2, "its end");
        Assert.Equal(("END", true), (Fault(room)[1].Flag, Fault(room)[1].Durable));
        Assert.Null((await room.Site.StatusAsync()).Store.Fault);
        await room.Site.UntilSettledAsync();
        await room.Site.KillAsync();
        await room.Site.StartConnectedAsync();
        await room.NormalAsync();
        await room.UntilToldAsync("BEGIN", "END");

        Assert.True(room.Told[1].Durable);
        Assert.Equal(room.Told[0].Serial, room.Told[1].Serial);
        Assert.Equal(room.Alarms.Count, room.Alarms.DistinctBy(m => m.Identity).Count());
    }

    private static IReadOnlyList<AlarmMessage> Fault(Room room) => [.. room.Alarms.Where(m => m.Rule == "fault")];
}
