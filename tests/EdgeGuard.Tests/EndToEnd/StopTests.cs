namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>How the platform learns that a gateway has gone.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData(Others.Own)]
    [InlineData(Others.Rtu)]
    public async Task A_gateway_that_is_stopped_says_so_and_one_that_is_killed_is_told_by_its_will(Others others)
    {
        await using Room room = await Room.OpenAsync(others);
        Assert.Contains("\"online\":true", await room.StatusAsync(), StringComparison.Ordinal);

        await room.Site.StopAsync();
        Assert.Contains("\"online\":false", await room.StatusAsync(), StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"stopped\"", await room.StatusAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(room.Site.Socket));

        await room.Site.StartConnectedAsync();
        await room.Site.UntilAsync(async () => (await room.StatusAsync()).Contains("\"online\":true", StringComparison.Ordinal), "the birth");
        await room.Site.KillAsync();
        await room.Site.UntilAsync(async () => (await room.StatusAsync()).Contains("\"reason\":\"lost\"", StringComparison.Ordinal), "the will");
    }

    [Fact]
    public async Task A_stop_takes_less_than_five_seconds_while_the_broker_is_away_and_a_device_hangs()
    {
        await using var hanging = new BadDevice(_ => []);
        await using Room room = await Room.MakeAsync();
        room.Site.Write("devices.d/hanging.json", $$"""{ "id": "hanging", "bus": "tcp://127.0.0.1:{{hanging.Port}}", "profile": "xy-md02", "poll": "1s", "timeout": "30s" }""");
        await room.Site.LaunchAsync();
        await room.Broker.DownAsync();
        await room.HeatAsync();
        await room.Site.UntilAsync(() => hanging.Requests > 0, "a request");

        await room.Site.StopAsync();

        await room.Broker.UpAsync();
        await room.Site.LaunchAsync();
        await room.UntilToldAsync("BEGIN");
    }
}
