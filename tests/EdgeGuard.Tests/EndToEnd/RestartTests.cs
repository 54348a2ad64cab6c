namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A gateway that is killed while an alarm stands, and one whose rules were changed meanwhile.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData(Others.Own)]
    [InlineData(Others.Tcp)]
    [InlineData(Others.Rtu)]
    public async Task A_gateway_killed_in_alarm_begins_no_second_one_and_ends_the_first(Others others)
    {
        await using Room room = await Room.OpenAsync(others);
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        await room.Site.UntilSettledAsync();

        await room.Site.KillAsync();
        await room.Site.StartConnectedAsync();
        await UntilPolledAsync(room);
        Assert.Equal("BEGIN", Assert.Single(room.Told).Flag);
        await room.NormalAsync();
        await room.UntilToldAsync("BEGIN", "END");

        // What the kill undid of settling may have come once more, under its number.
        Assert.Equal(2, room.Told.Count);
        Assert.Equal(room.Told[0].Serial, room.Told[1].Serial);
        Assert.Equal(room.Told[0].Epoch, room.Told[1].Epoch);
        Assert.Equal(room.Told[0].Seq + 1, room.Told[1].Seq);
        Assert.Equal(room.Told[0].Boot + 1, room.Told[1].Boot);
    }

    [Fact]
    public async Task Kills_at_any_moment_lose_no_transition_and_number_none_twice()
    {
        await using Room room = await Room.OpenAsync();
        Func<Task>[] steps = [room.HeatAsync, room.NormalAsync, room.WetAsync, room.NormalAsync];
        string[] flags = ["BEGIN", "END", "BEGIN", "END"];
        for (int i = 0; i < steps.Length; i++)
        {
            await steps[i]();
            await room.Site.KillAsync();
            await room.Site.StartConnectedAsync();
            // Judged, but perhaps not kept when the end came: then it is judged again.
            await steps[i]();
            await room.UntilToldAsync(flags[..(i + 1)]);
        }

        Assert.Equal([1, 2, 3, 4], room.Told.Select(m => m.Seq));
        Assert.Single(room.Told.Select(m => m.Epoch).Distinct());
        Assert.Equal(room.Told[0].Serial, room.Told[1].Serial);
        Assert.Equal(room.Told[2].Serial, room.Told[3].Serial);
        Assert.True(string.CompareOrdinal(room.Told[2].Serial, room.Told[0].Serial) > 0, "Serials go on.");
    }

    [Fact]
    public async Task An_orderly_restart_changes_no_alarm()
    {
        await using Room room = await Room.OpenAsync();
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");

        await room.Site.StopAsync();
        await room.Site.StartConnectedAsync();
        await UntilPolledAsync(room);

        Assert.Single(room.Received);
        Assert.Equal(room.Told[0].Serial, Assert.Single(await room.Site.AlarmsAsync()).Serial);
    }

    [Fact]
    public async Task A_rule_that_is_removed_while_in_alarm_ends_it_and_clears_what_was_retained()
    {
        await using Room room = await Room.OpenAsync();
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        string active = $"{Site.Prefix}alarm/active/{room.Told[0].Key}";
        await room.Site.UntilAsync(async () => await room.Broker.RetainedAsync(active) is not null, "the retained state");

        await room.Site.StopAsync();
        File.Delete(Path.Combine(room.Site.Config, "rules.d", "site.json"));
        await room.Site.StartConnectedAsync();
        await room.UntilToldAsync("BEGIN", "END");
        await room.Site.UntilAsync(async () => await room.Broker.RetainedAsync(active) is null or "", "the retained state to go");

        Assert.Equal("config", room.Told[1].Reason);
        Assert.Equal(room.Told[0].Serial, room.Told[1].Serial);
        Assert.Empty(await room.Site.AlarmsAsync());
    }

    private static Task UntilPolledAsync(Room room) => room.Site.UntilAsync(
        async () => (await room.Site.PointsAsync()).Any(p => p is { Device: "climate", Quality: "good", Value: 40 }), "a good reading");
}
