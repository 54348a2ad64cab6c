namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>Configurations with errors.</summary>
public sealed class RefusedConfigurationTests
{
    private const string Broken = """
        {
          "gateway": { "id": "g1", "site": "s1", "language": "en" },
          "buss": {},
          "telemetry": { "interval": 10 }
        }
        """;

    [Fact]
    public async Task At_the_first_start_all_errors_are_told_at_once_and_nothing_runs()
    {
        await using var site = new Site();
        site.Write("edgeguard.json", Broken);
        site.Write("devices.d/a.json", """{ "id": "a", "bus": "nowhere", "profile": "no-such-profile" }""");
        site.Write("rules.d/a.json", """{ "rules": [ { "id": "x", "type": "limit", "signal": "env.temprature", "h": { "limit": 1 }, "label": { "zh": "一", "en": "x" } } ] }""");

        CallResult run = await site.CallAsync("run");

        Assert.Equal(1, run.Exit);
        Assert.Contains("edgeguard.json:3:3", run.Error, StringComparison.Ordinal);
        Assert.Contains("edgeguard.json:4:", run.Error, StringComparison.Ordinal);
        Assert.Contains("devices.d/a.json:1:", run.Error, StringComparison.Ordinal);
        Assert.Contains("no-such-profile", run.Error, StringComparison.Ordinal);
        Assert.Contains("env.temprature", run.Error, StringComparison.Ordinal);
        CallResult check = await site.CallAsync("check", "--json");
        Assert.Equal(1, check.Exit);
        Assert.Equal(run.Error.Split('\n').Count(l => l.Contains(".json:", StringComparison.Ordinal)), check.Json.GetArrayLength());
    }

    [Fact]
    public async Task A_first_start_without_any_configuration_says_what_is_missing()
    {
        await using var site = new Site();
        CallResult run = await site.CallAsync("run");

        Assert.Equal(1, run.Exit);
        Assert.Contains("edgeguard.json", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_the_last_accepted_one_runs_with_an_alarm_until_it_is_mended()
    {
        await using Room room = await Room.OpenAsync();
        await room.HeatAsync();
        await room.UntilToldAsync("BEGIN");
        await room.Site.StopAsync();
        string good = room.Site.Read("edgeguard.json");

        room.Site.Write("edgeguard.json", Broken);
        await room.Site.StartConnectedAsync();
        await room.Site.UntilAsync(() => Refused(room).Count == 1, "the alarm");
        AlarmMessage begin = Refused(room)[0];
        Assert.Equal(("BEGIN", 2), (begin.Flag, begin.Level));
        Assert.Contains("edgeguard.json:3:3: error: $.buss", begin.Detail, StringComparison.Ordinal);
        Assert.Contains("edgeguard.json:3:3", (await room.Site.StatusAsync()).ConfigRefused, StringComparison.Ordinal);
        Assert.Equal(Broken, room.Site.Read("edgeguard.json"));
        await room.NormalAsync();
        await room.UntilToldAsync("BEGIN", "END");
        await room.Site.StopAsync();

        room.Site.Write("edgeguard.json", good);
        await room.Site.StartConnectedAsync();
        await room.Site.UntilAsync(() => Refused(room).Count == 2, "its end");
        Assert.Equal(("END", begin.Serial), (Refused(room)[1].Flag, Refused(room)[1].Serial));
        Assert.Null((await room.Site.StatusAsync()).ConfigRefused);
    }

    private static IReadOnlyList<AlarmMessage> Refused(Room room) => [.. room.Alarms.Where(m => m.Rule == "refused")];
}
