using System.Text.Json;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The verbs that speak with the daemon, and what they end with.</summary>
public sealed class CommandLineTests
{
    private const string Latched = """
        { "rules": [ { "id": "hot", "type": "limit", "point": "climate.temperature", "h": { "limit": 35, "level": 1 }, "deadband": 1,
            "on": "0s", "off": "0s", "latch": true, "label": { "zh": "温度高", "en": "Hot" } } ] }
        """;

    [Fact]
    public async Task Status_points_and_read_tell_what_is()
    {
        await using Room room = await Room.OpenAsync();
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        Assert.Equal(shared, File.GetUnixFileMode(room.Site.Socket));

        CallResult status = await room.Site.CallAsync("status", "--json");
        Assert.Equal((0, ""), (status.Exit, status.Error));
        Assert.Equal("g1", status.Json.GetProperty("gateway").GetString());
        Assert.True(status.Json.GetProperty("link").GetProperty("connected").GetBoolean());
        Assert.Equal(0, (await room.Site.CallAsync("status")).Exit);

        CallResult points = await room.Site.CallAsync("points", "--device", "climate", "--json");
        Assert.Equal(25, Value(points, "climate.temperature"));
        Assert.Equal(50, Value(points, "climate.humidity"));
        Assert.Contains("25", (await room.Site.CallAsync("points")).Out, StringComparison.Ordinal);

        await room.Climate.SetAsync(31.5);
        CallResult read = await room.Site.CallAsync("read", "climate", "temperature", "--json");
        Assert.Equal((0, ""), (read.Exit, read.Error));
        Assert.Contains("31.5", read.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_latched_alarm_is_acknowledged_and_reset_and_each_step_is_told()
    {
        await using Room room = await Room.MakeAsync();
        room.Site.Write("rules.d/site.json", Latched);
        await room.Site.StartConnectedAsync();
        await room.HeatAsync();
        CallResult alarms = await room.Site.CallAsync("alarms", "--json");
        string serial = alarms.Json.EnumerateArray().Single().GetProperty("serial").GetString()!;
        Assert.Contains(serial, (await room.Site.CallAsync("alarms")).Out, StringComparison.Ordinal);

        CallResult early = await room.Site.CallAsync("ack", serial, "--reset");
        Assert.Equal(4, early.Exit);
        Assert.Equal(0, (await room.Site.CallAsync("ack", serial)).Exit);
        Assert.Equal(4, (await room.Site.CallAsync("ack", serial, "--reset")).Exit);
        await room.Climate.SetAsync(25);
        await room.Site.UntilAsync(async () => (await room.Site.AlarmsAsync()).Single().State is not ("B" or "C"), "the return");
        Assert.Equal(0, (await room.Site.CallAsync("ack", serial, "--reset")).Exit);

        await room.UntilToldAsync("BEGIN", "ACK", "RTN", "END");
        Assert.Empty(await room.Site.AlarmsAsync());
        Assert.Single(room.Told.Select(m => m.Serial).Distinct());
        Assert.Equal(1, (await room.Site.CallAsync("ack", serial)).Exit);
    }

    [Fact]
    public async Task A_shelved_alarm_is_told_with_its_author_and_comes_back()
    {
        await using Room room = await Room.OpenAsync();
        await room.HeatAsync();
        string serial = (await room.Site.AlarmsAsync()).Single().Serial;

        CallResult shelved = await room.Site.CallAsync("shelve", serial, "--for", "2h", "--why", "new sensor", "--json");
        await room.UntilToldAsync("BEGIN", "SHELVE");
        CallResult alarms = await room.Site.CallAsync("alarms");
        CallResult back = await room.Site.CallAsync("unshelve", "climate.temperature.hot");
        await room.UntilToldAsync("BEGIN", "SHELVE", "UNSHELVE");

        Assert.Equal((0, ""), (shelved.Exit, shelved.Error));
        Assert.Equal("new sensor", shelved.Json.GetProperty("alarm").GetProperty("shelved").GetProperty("why").GetString());
        Assert.Contains($"by {Environment.UserName}: new sensor", alarms.Out, StringComparison.Ordinal);
        Assert.Equal(0, back.Exit);
        Assert.Single(room.Told.Select(m => m.Serial).Distinct());
        Assert.Equal("new sensor", room.Told[1].Reason);
    }

    [Fact]
    public async Task What_policy_forbids_exits_4_and_maintenance_is_listed()
    {
        await using Room room = await Room.MakeAsync();
        room.Site.Write("rules.d/site.json", Latched);
        await room.Site.StartConnectedAsync();

        CallResult refused = await room.Site.CallAsync("shelve", "climate.temperature.hot", "--once", "--why", "x");
        CallResult unknown = await room.Site.CallAsync("service", "out", "climate.temperature.hto", "--why", "x");
        Assert.Equal(0, (await room.Site.CallAsync("maintenance", "on", "climate", "--for", "1h", "--why", "filter")).Exit);
        CallResult windows = await room.Site.CallAsync("maintenance", "--json");

        Assert.Equal((4, 1), (refused.Exit, unknown.Exit));
        Assert.Contains("second person", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean climate.temperature.hot?", unknown.Error, StringComparison.Ordinal);
        Assert.Equal("climate", windows.Json.GetProperty("windows")[0].GetProperty("device").GetString());
        Assert.Equal(Environment.UserName, windows.Json.GetProperty("windows")[0].GetProperty("by").GetString());
    }

    [Fact]
    public async Task Calls_end_with_the_exit_code_of_what_went_wrong()
    {
        await using Room room = await Room.MakeAsync();
        foreach (string verb in (string[])["status", "points", "alarms"])
        {
            CallResult unreachable = await room.Site.CallAsync(verb);
            Assert.Equal((3, ""), (unreachable.Exit, unreachable.Out));
            Assert.Contains(room.Site.Socket, unreachable.Error, StringComparison.Ordinal);
        }

        Assert.Equal(3, (await room.Site.CallAsync("ack", "1")).Exit);
        Assert.Equal(2, (await room.Site.CallAsync("ack", "none")).Exit);
        Assert.Equal(2, (await room.Site.CallAsync("statsu")).Exit);
        Assert.Equal(0, (await room.Site.CallAsync("check")).Exit);

        await room.Site.StartAsync();
        Assert.Equal(1, (await room.Site.CallAsync("ack", "1")).Exit);
        Assert.Equal(1, (await room.Site.CallAsync("points", "--device", "nothing")).Exit);
        Assert.Equal(1, (await room.Site.CallAsync("read", "climate", "nothing")).Exit);
    }

    [Fact]
    public async Task A_device_can_be_read_before_the_daemon_runs()
    {
        await using Room room = await Room.MakeAsync();
        CallResult read = await room.Site.CallAsync("read", "climate", "--json");
        Assert.Equal((0, ""), (read.Exit, read.Error));
        Assert.Contains("25", read.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_daemon_on_the_same_data_or_socket_gives_up_and_says_why()
    {
        await using Room room = await Room.OpenAsync();
        CallResult data = await Binary.CallAsync("run", "--config", room.Site.Config, "--data", room.Site.Data, "--socket", room.Site.Socket + "2");
        CallResult socket = await Binary.CallAsync("run", "--config", room.Site.Config, "--data", room.Site.Data + "2", "--socket", room.Site.Socket);

        Assert.Equal((1, 1), (data.Exit, socket.Exit));
        Assert.Contains(room.Site.Data, data.Error, StringComparison.Ordinal);
        Assert.Contains(room.Site.Socket, socket.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", data.Error + socket.Error, StringComparison.Ordinal);
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
    }

    private static double Value(CallResult points, string name)
    {
        JsonElement point = points.Json.EnumerateArray().Single(p => p.GetProperty("name").GetString() == name);
        Assert.Equal("good", point.GetProperty("quality").GetString());
        return point.GetProperty("value").GetDouble();
    }
}
