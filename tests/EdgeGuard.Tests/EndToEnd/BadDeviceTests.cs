using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>Devices that do not behave, and one that does, each on its own bus.</summary>
public sealed class BadDeviceTests
{
    private static readonly string[] s_bad = ["silent", "refusing", "babbling", "foreign"];

    [Fact]
    public async Task Each_is_bad_with_a_reason_and_raises_its_own_alarm_once_and_slows_no_other()
    {
        await using var silent = new BadDevice(_ => []);
        await using var refusing = new BadDevice(request => [.. request[..4], 0, 3, request[6], (byte)(request[7] | 0x80), 2]);
        await using var babbling = new BadDevice(_ => [.. Enumerable.Range(0, 40).Select(n => (byte)(n * 37 + 11))]);
        await using var foreign = new BadDevice(request => [.. request[..4], 0, 7, 9, request[7], 4, 1, 144, 1, 244]);
        await using Room room = await Room.MakeAsync();
        foreach ((string id, BadDevice device) in s_bad.Zip([silent, refusing, babbling, foreign]))
        {
            room.Site.Write($"devices.d/{id}.json", $$"""{ "id": "{{id}}", "bus": "tcp://127.0.0.1:{{device.Port}}", "profile": "xy-md02", "poll": "1s", "timeout": "400ms" }""");
        }

        await room.Site.StartConnectedAsync();
        var climate = (OwnClimate)room.Climate;
        int before = climate.Polls;
        long start = TimeProvider.System.GetTimestamp();
        await room.Site.UntilAsync(() => Silent(room).Count() == s_bad.Length, "the alarms of the silent devices");
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;

        Assert.InRange(seconds, 10, 40);
        // Ten polls a second; with anything of the others' time-outs between them it would be two at most.
        Assert.True(climate.Polls - before > seconds * 5, $"{climate.Polls - before} polls in {seconds:0} s");
        await RequireBadAsync(room);
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        Assert.Equal(s_bad.Order(), Silent(room).Select(m => m.Device).Order());
        Assert.All(Silent(room), m => Assert.NotNull(m.Detail));
    }

    private static IEnumerable<AlarmMessage> Silent(Room room) => room.Alarms.Where(m => s_bad.Contains(m.Device));

    private static async Task RequireBadAsync(Room room)
    {
        CallResult points = await room.Site.CallAsync("points", "--json");
        Assert.Equal(0, points.Exit);
        var ofBad = points.Json.EnumerateArray().Where(p => s_bad.Contains(p.GetProperty("device").GetString()) && p.GetProperty("signal").GetString() is "env.temperature" or "env.humidity").ToList();
        Assert.Equal(8, ofBad.Count);
        Assert.All(ofBad, p =>
        {
            Assert.Equal("bad", p.GetProperty("quality").GetString());
            Assert.NotEqual("none", p.GetProperty("reason").GetString());
            Assert.False(p.TryGetProperty("value", out _));
        });
        StatusReport status = await room.Site.StatusAsync();
        Assert.All(status.Devices.Where(d => s_bad.Contains(d.Id)), d =>
        {
            Assert.Equal("silent", d.State);
            Assert.NotNull(d.Detail);
            TestContext.Current.TestOutputHelper!.WriteLine($"{d.Id}: {d.Detail}");
        });
        Assert.Equal("ok", status.Devices.Single(d => d.Id == "climate").State);
    }
}
