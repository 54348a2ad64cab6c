using System.Diagnostics;
using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Tests.Architecture;
using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The platform speaks to the real gateway.</summary>
public sealed class PlatformTests
{
    private const string SyncIn = Site.Prefix + "sync/in";
    private const string AckIn = Site.Prefix + "ack/in";

    [Fact]
    public async Task The_commands_of_the_README_make_a_key_and_a_message_that_is_taken()
    {
        Mosquitto.Require();
        Programs.Require("openssl", "mosquitto_pub");
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await using var climate = new OwnClimate();
        await using var site = new Site();
        (string makeKey, string send) = ReadmeCommands(broker.Port);
        string key = (await ShellAsync(site.Folder, makeKey)).Trim();
        Furnish(site, broker.Port, climate, $$"""{ "id": "noc1", "publicKey": "{{key}}", "may": ["sync"] }""", broker.CredentialsFile);
        await broker.SubscribeAsync();
        await site.StartConnectedAsync();
        await climate.SetAsync(40);
        await site.UntilAsync(() => Alarms(broker.Messages).Count > 0, "the alarm");
        await site.UntilAsync(() => Active(broker.Messages) > 0, "what stands");
        int told = Active(broker.Messages);

        await ShellAsync(site.Folder, send);

        await site.UntilAsync(() => Events(broker.Messages, "sync").Any(), "the answer");
        JsonElement answer = Events(broker.Messages, "sync").Single();
        Assert.Equal(("noc1", 1, "live"), (answer.GetProperty("by").GetString(), answer.GetProperty("count").GetInt32(), answer.GetProperty("origin").GetString()));
        Assert.Equal(told + 1, Active(broker.Messages));
    }

    [Fact]
    public async Task What_the_platform_has_not_acknowledged_is_kept_over_a_kill_and_a_counter_is_never_taken_twice()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        using var signer = new Signer("noc1", PlatformRight.Ack, PlatformRight.Sync);
        await using var climate = new OwnClimate();
        await using var site = new Site();
        Furnish(site, broker.Port, climate, $$"""{ "id": "noc1", "publicKey": "{{Bare(signer.Config.PublicKey)}}", "may": ["ack", "sync"] }""", mqtt: ", \"settle\": \"platform\"");
        await site.StartConnectedAsync();
        await climate.SetAsync(40);
        await site.UntilAsync(() => Alarms(broker.Messages).Count == 1, "the alarm");
        await site.KillAsync();
        await site.StartConnectedAsync();
        await site.UntilAsync(() => Alarms(broker.Messages).Count == 2, "the alarm again");
        AlarmMessage[] both = [.. Alarms(broker.Messages)];
        Assert.Equal(both[0].Identity, both[1].Identity);

        byte[] ack = signer.Sign(AckIn, 5, $"\"stream\":\"alarm\",\"ranges\":[[1,{both[0].Seq}]]", both[0].Epoch);
        await broker.PublishAsync(AckIn, ack);
        await site.UntilSettledAsync();
        await site.KillAsync();
        await site.StartConnectedAsync();
        await broker.PublishAsync(SyncIn, signer.Sign(SyncIn, 5, "\"do\":\"rebirth\"", both[0].Epoch));
        await site.UntilAsync(() => site.Daemon.Said.Contains("counter 5 is not above the last one", StringComparison.Ordinal), "the refusal");
        await broker.PublishAsync(SyncIn, signer.Sign(SyncIn, 6, "\"do\":\"alarms\"", both[0].Epoch));
        await site.UntilAsync(() => Events(broker.Messages, "sync").Any(), "the answer");

        // What a kill undoes of settling is sent once more, under the same number.
        Assert.InRange(Alarms(broker.Messages).Count, 2, 3);
        Assert.Single(Alarms(broker.Messages).DistinctBy(m => m.Identity));
        Assert.Equal(1, (await site.StatusAsync()).Link!.RefusedInbound);
    }

    [Fact]
    public async Task What_was_delivered_is_sent_again_under_its_numbers_when_the_platform_asks()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        using var signer = new Signer("noc1", PlatformRight.Sync);
        await using var climate = new OwnClimate();
        await using var site = new Site();
        Furnish(site, broker.Port, climate, $$"""{ "id": "noc1", "publicKey": "{{Bare(signer.Config.PublicKey)}}", "may": ["sync"] }""");
        await site.StartConnectedAsync();
        await climate.SetAsync(40);
        await site.UntilAsync(() => Alarms(broker.Messages).Count == 1 && Telemetry(broker.Messages, "t").Length > 0, "alarm and telemetry");
        await site.UntilSettledAsync();
        AlarmMessage first = Alarms(broker.Messages)[0];
        long[] live = Telemetry(broker.Messages, "t");

        await broker.PublishAsync(SyncIn, signer.Sign(SyncIn, 1, "\"do\":\"replay\",\"stream\":\"alarm\",\"from\":1", first.Epoch));
        await broker.PublishAsync(SyncIn, signer.Sign(SyncIn, 2, $"\"do\":\"replay\",\"stream\":\"t\",\"from\":{live[0]},\"to\":{live[^1]}", first.Epoch));
        await site.UntilAsync(() => Events(broker.Messages, "replay").Count() == 2, "both answers");
        // The very newest is still live; all before it is history.
        await site.UntilAsync(() => Told().Count(live.Contains) >= 2 * live.Length, "the telemetry again");

        Received again = broker.Messages.Where(m => m.Topic == Site.Prefix + "alarm").Last(m => AlarmMessage.Of(m).Rule == "hot");
        Assert.Equal(first.Identity, AlarmMessage.Of(again).Identity);
        Assert.True(JsonDocument.Parse(again.Payload).RootElement.GetProperty("hist").GetBoolean());
        Assert.All(live, seq => Assert.Equal(2, Told().Count(told => told == seq)));
        await site.UntilSettledAsync();
        IEnumerable<long> Told() => Telemetry(broker.Messages, "t").Concat(Telemetry(broker.Messages, "t/hist"));
    }

    [Fact]
    public async Task Without_keys_it_listens_to_nothing()
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync();
        await using var climate = new OwnClimate();
        await using var site = new Site();
        Furnish(site, broker.Port, climate, key: null);
        await site.StartConnectedAsync();

        Assert.Empty(broker.Subscriptions);
    }

    [Fact]
    public async Task Everything_that_waits_goes_to_another_broker_under_another_name()
    {
        await using EmbeddedBroker next = await EmbeddedBroker.StartAsync();
        await using Room room = await Room.OpenAsync();
        await room.Broker.DownAsync();
        await room.HeatAsync();
        await room.NormalAsync();
        await room.WetAsync();
        await room.NormalAsync();
        await room.Site.StopAsync();

        string config = room.Site.Read("edgeguard.json")
            .Replace("\"broker\"", "\"clientId\": \"other\", \"broker\"", StringComparison.Ordinal)
            .Replace($":{room.Broker.Port}\"", $":{next.Port}\"", StringComparison.Ordinal)
            .Replace("\"g1\"", "\"g2\"", StringComparison.Ordinal)
            .Replace("\"s1\"", "\"s2\"", StringComparison.Ordinal);
        room.Site.Write("edgeguard.json", config);
        await room.Site.StartConnectedAsync();
        await room.Site.UntilSettledAsync();

        AlarmMessage[] told = [.. next.Messages.Where(m => m.Topic == "eg/v1/s2/g2/alarm").Select(AlarmMessage.Of).Where(m => m.Device == "climate")];
        Assert.Equal(["hot BEGIN", "hot END", "wet BEGIN", "wet END"], told.Select(m => $"{m.Rule} {m.Flag}"));
        Assert.Equal([1, 2, 3, 4], told.Select(m => m.Seq));
        Assert.Contains(next.Messages, m => m.Topic == "eg/v1/s2/g2/t/hist");
        Assert.Empty(room.Told);
        Assert.Equal("other", next.Connects.Last().ClientId);
    }

    private static void Furnish(Site site, int port, OwnClimate climate, string? key, string? credentials = null, string mqtt = "")
    {
        site.WriteGateway(port, credentials, $"\"line\": {climate.Bus}", $"\"platformKeys\": [{key}]{mqtt}");
        site.Write("devices.d/climate.json", """{ "id": "climate", "bus": "line", "profile": "xy-md02", "poll": "100ms" }""");
        site.Write("rules.d/site.json", Room.Rules);
    }

    private static int Active(IEnumerable<Received> messages) =>
        messages.Count(m => m.Topic.Contains("/alarm/active/climate", StringComparison.Ordinal) && m.Payload.Length > 0);

    private static List<AlarmMessage> Alarms(IEnumerable<Received> messages) =>
        [.. messages.Where(m => m.Topic == Site.Prefix + "alarm").Select(AlarmMessage.Of).Where(m => m.Rule == "hot")];

    private static long[] Telemetry(IEnumerable<Received> messages, string topic) =>
        [.. messages.Where(m => m.Topic == Site.Prefix + topic).Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("seq").GetInt64())];

    private static IEnumerable<JsonElement> Events(IEnumerable<Received> messages, string kind) => messages
        .Where(m => m.Topic == Site.Prefix + "event")
        .Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("body"))
        .Where(body => body.GetProperty("kind").GetString() == kind);

    private static string Bare(string pem) => string.Concat(pem.Split('\n').Where(line => !line.StartsWith("---", StringComparison.Ordinal)));

    private static (string MakeKey, string Send) ReadmeCommands(int port)
    {
        string[] blocks = [.. File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")).Split("```sh\n").Skip(1)
            .Select(block => block.Split("\n```")[0]).Where(block => block.Contains("openssl", StringComparison.Ordinal))];
        Assert.Equal(2, blocks.Length);
        string send = blocks[1]
            .Replace("platform.example.net", $"127.0.0.1 -p {port} -u {Mosquitto.User} -P '{Mosquitto.Password}'", StringComparison.Ordinal)
            .Replace("hangzhou-3/room-101", "s1/g1", StringComparison.Ordinal);
        return (blocks[0], send);
    }

    private static async Task<string> ShellAsync(string folder, string commands)
    {
        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-eu", "-o", "pipefail", "-c", commands])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, error);
        return said;
    }
}
