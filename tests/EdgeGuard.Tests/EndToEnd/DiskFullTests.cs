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
        AssertSameUnderOneNumber(room);
    }

    [Fact]
    public async Task A_real_disk_that_fills_up_while_the_gateway_runs_costs_no_alarm_and_needs_no_hand_afterwards()
    {
        await using Room room = await Room.MakeAsync();
        await using SmallDisk disk = await SmallDisk.MountAsync(room.Site.Data);
        await room.Site.StartConnectedAsync();
        disk.Fill();

        // What was on the disk already may be written again in place: a few alarms later there is no such room left.
        for (int i = 0; i < 200 && !room.Alarms.Any(m => !m.Durable); i++)
        {
            await room.HeatAsync();
            await room.NormalAsync();
        }

        await room.Site.UntilAsync(() => Fault(room).Count == 1, "the alarm of the store");
        await room.HeatAsync();
        disk.Free();
        await room.Site.UntilAsync(() => Fault(room).Count == 2, "its end");
        await room.Site.UntilSettledAsync();
        await room.Site.KillAsync();
        await room.Site.StartConnectedAsync();
        await room.NormalAsync();
        await room.Site.UntilAsync(() => room.Told[^1].Flag == "END", "the end of the alarm");

        Assert.All(room.Told.GroupBy(m => m.Serial), told => Assert.Equal(["BEGIN", "END"], told.Select(m => m.Flag).Where(f => f != "SUPERSEDED")));
        AssertSameUnderOneNumber(room);
    }

    [Fact]
    public async Task A_gateway_that_starts_on_a_full_disk_watches_from_memory_and_goes_on_upon_the_disk_once_there_is_room()
    {
        await using Room room = await Room.MakeAsync();
        await using SmallDisk disk = await SmallDisk.MountAsync(room.Site.Data);
        disk.Fill();
        await room.Site.StartConnectedAsync();
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        Assert.False(room.Told[0].Durable);
        Assert.NotNull((await room.Site.StatusAsync()).Store.Fault);

        disk.Free();
        await room.Site.UntilAsync(async () => await room.Site.TryStatusAsync() is { Store.Fault: null, Link.Connected: true }, "the run on the disk");
        await room.NormalAsync();
        await room.UntilToldAsync("BEGIN", "END");

        Assert.True(room.Told[1].Durable);
        Assert.Equal(room.Told[0].Serial, room.Told[1].Serial);
        Assert.InRange(room.Told[1].Time - room.Told[0].Time, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.False(room.Site.Daemon.HasExited);
        Assert.DoesNotContain("broke", room.Site.Daemon.Said, StringComparison.Ordinal);
    }

    /// <summary>What a kill undid of settling may come once more: the same, under its number.</summary>
    private static void AssertSameUnderOneNumber(Room room) =>
        Assert.All(room.Alarms.GroupBy(m => m.Identity), same => Assert.Single(same.Distinct()));

    private static IReadOnlyList<AlarmMessage> Fault(Room room) => [.. room.Alarms.Where(m => m.Rule == "fault")];
}
