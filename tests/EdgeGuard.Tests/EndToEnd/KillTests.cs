using System.Globalization;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>
/// The gateway killed with SIGKILL at random moments under full load, while its broker goes up and down: the platform ends with
/// every number. EDGEGUARD_LONG=1 kills it two hundred times.
/// </summary>
public sealed class KillTests
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1";

    [Fact]
    public async Task A_broker_that_comes_and_goes_and_keeps_its_word_delivers_every_number()
    {
        Mosquitto.Require();
        await using Mosquitto broker = await Mosquitto.StartAsync(persistent: true);
        await RunAsync(broker, null, "", broker.StopAsync, kills: s_long ? 200 : 9);
    }

    [Fact]
    public async Task A_broker_that_dies_and_forgets_costs_nothing_where_the_platform_acknowledges()
    {
        Mosquitto.Require();
        using var signer = new Signer("noc1", PlatformRight.Ack);
        string key = string.Concat(signer.Config.PublicKey.Split('\n').Where(line => !line.StartsWith("---", StringComparison.Ordinal)));
        await using Mosquitto broker = await Mosquitto.StartAsync();
        await RunAsync(
            broker,
            signer,
            $$""", "settle": "platform", "ackTimeout": "10s", "platformKeys": [ { "id": "noc1", "publicKey": "{{key}}", "may": ["ack"] } ]""",
            broker.KillAsync,
            kills: s_long ? 50 : 4);
    }

    private static async Task RunAsync(Mosquitto broker, Signer? signer, string mqtt, Func<Task> down, int kills)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        long start = TimeProvider.System.GetTimestamp();
        await using var room = new RestlessRoom();
        await using var site = new Site();
        await using var platform = new Platform(broker.Port, signer);
        room.Furnish(site, broker.Port, broker.CredentialsFile, mqtt);
        await platform.StartAsync();
        using var flapping = new CancellationTokenSource();
        Task flaps = FlapAsync(broker, down, new Random(seed + 1), flapping.Token);
        for (int i = 0; i < kills; i++)
        {
            // One in three while it starts, the others at work.
            site.Begin();
            if (i % 3 != 0)
            {
                await site.UntilAsync(() => site.Daemon.Said.Contains("Running: ", StringComparison.Ordinal), "the first polls");
            }

            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 2.5), TimeProvider.System, TestContext.Current.CancellationToken);
            await site.KillAsync();
        }

        await flapping.CancelAsync();
        await flaps;
        await site.StartConnectedAsync();
        await room.CalmAsync();
        await site.UntilAsync(async () => (await site.StatusAsync()).Store is { PendingAlarms: 0, PendingTelemetry: 0 }, "all to be settled");
        await site.StopAsync();
        Dictionary<string, HashSet<long>> given = Given(site);
        await site.UntilAsync(() => Missing(platform, given).Count == 0, () => $"the platform to have all, without {string.Join(", ", Missing(platform, given).Take(20))}");
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {kills} kills in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s, {platform.Delivered.Count} messages, {platform.Delivered.Count - platform.Delivered.DistinctBy(one => one.Key).Count()} twice");
        TestContext.Current.TestOutputHelper!.WriteLine($"{figures}; {string.Join(", ", given.Select(stream => $"{stream.Value.Count} of {stream.Key}"))}");
        Assert.True(given["alarm"].Count > 10 && given["t"].Count > 2, "The load was none.");
        RequireSameContent([.. platform.Delivered]);
    }

    private static async Task FlapAsync(Mosquitto broker, Func<Task> down, Random random, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + (random.NextDouble() * 3)), TimeProvider.System, CancellationToken.None);
            await down();
            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 1.5), TimeProvider.System, CancellationToken.None);
            await broker.UpAsync();
        }
    }

    /// <summary>Every number that was given, but for what the last stop left in the outbox.</summary>
    private static Dictionary<string, HashSet<long>> Given(Site site)
    {
        using GatewayStore store = GatewayStore.Open(site.Data, new StoreConfig(), TimeProvider.System);
        var given = ((string[])["alarm", "event", "t"]).ToDictionary(
            stream => stream, stream => Enumerable.Range(1, (int)store.NextSeq(stream) - 1).Select(seq => (long)seq).ToHashSet());
        foreach (OutboxMessage waiting in store.Peek("mqtt", Lane.Alarm, 10_000).Concat(store.Peek("mqtt", Lane.Telemetry, 10_000)))
        {
            given.GetValueOrDefault(waiting.Content.Stream)?.Remove(waiting.Seq);
        }

        return given;
    }

    /// <summary>What was given, did not arrive, and is in no gap that the gateway has told.</summary>
    private static List<string> Missing(Platform platform, Dictionary<string, HashSet<long>> given)
    {
        Delivered[] delivered = [.. platform.Delivered];
        HashSet<(string, long)> there = [.. delivered.Select(one => (one.Stream, one.Seq))];
        List<SeqRange> gaps = Gaps(delivered);
        return
        [
            .. from stream in given
               from seq in stream.Value
               where !there.Contains((stream.Key, seq)) && !(stream.Key == "t" && gaps.Exists(gap => gap.First <= seq && seq <= gap.Last))
               select $"{stream.Key} {seq}",
        ];
    }

    private static void RequireSameContent(IReadOnlyList<Delivered> delivered)
    {
        Assert.Single(delivered.Select(one => one.Epoch).Distinct());
        foreach (IGrouping<(string, string, long), Delivered> one in delivered.GroupBy(one => one.Key))
        {
            Assert.True(one.DistinctBy(same => same.Content).Count() == 1, $"{one.Key} came with two contents.");
        }
    }

    /// <summary>Telemetry that the gateway itself says is lost.</summary>
    private static List<SeqRange> Gaps(IEnumerable<Delivered> delivered) =>
    [
        .. delivered.Where(one => one.Stream == "event" && one.Body.GetProperty("kind").GetString() == "gap" && one.Body.GetProperty("stream").GetString() == "t")
            .Select(one => new SeqRange(one.Body.GetProperty("first").GetInt64(), one.Body.GetProperty("last").GetInt64())),
    ];
}
