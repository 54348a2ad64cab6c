using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The usual room: one transmitter, three rules on it without delays, one broker, one gateway.</summary>
internal sealed class Room : IAsyncDisposable
{
    /// <summary>hot from 35 degC, cold to 5 degC, wet from 90 %RH.</summary>
    public const string Rules = """
        { "rules": [
          { "id": "hot", "type": "limit", "point": "climate.temperature", "h": { "limit": 35, "level": 2 }, "deadband": 1,
            "on": "0s", "off": "0s", "label": { "zh": "温度高", "en": "Hot" } },
          { "id": "cold", "type": "limit", "point": "climate.temperature", "l": { "limit": 5, "level": 3 }, "deadband": 1,
            "on": "0s", "off": "0s", "label": { "zh": "温度低", "en": "Cold" } },
          { "id": "wet", "type": "limit", "point": "climate.humidity", "h": { "limit": 90, "level": 3 }, "deadband": 1,
            "on": "0s", "off": "0s", "label": { "zh": "湿度高", "en": "Wet" } } ] }
        """;

    private static readonly string[] s_rules = ["hot", "cold", "wet"];

    private Room(ITestBroker broker, IClimate climate)
    {
        (Broker, Climate) = (broker, climate);
        Site.WriteGateway(broker.Port, broker.CredentialsFile, $"\"line\": {climate.Bus}");
        Site.Write("devices.d/climate.json", """{ "id": "climate", "bus": "line", "profile": "xy-md02", "poll": "100ms" }""");
        Site.Write("rules.d/site.json", Rules);
    }

    public Site Site { get; } = new();

    public ITestBroker Broker { get; }

    public IClimate Climate { get; }

    /// <summary>What the platform was told of the room's rules; a message that came again is known by its identity and left out.</summary>
    public IReadOnlyList<AlarmMessage> Told => [.. Received.DistinctBy(m => m.Identity)];

    public IReadOnlyList<AlarmMessage> Received => [.. Alarms.Where(m => s_rules.Contains(m.Rule))];

    public IReadOnlyList<AlarmMessage> Alarms => [.. Broker.Messages.Where(m => m.Topic == Site.Prefix + "alarm").Select(AlarmMessage.Of)];

    public static async Task<Room> MakeAsync(Others others = Others.Own)
    {
        ITestBroker broker = others == Others.Own ? await OwnBroker.StartAsync() : await MosquittoBroker.StartAsync();
        try
        {
            return new Room(broker, await ClimateAsync(others));
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>A room whose gateway runs and is connected.</summary>
    public static async Task<Room> OpenAsync(Others others = Others.Own)
    {
        Room room = await MakeAsync(others);
        try
        {
            await room.Site.StartConnectedAsync();
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    public Task HeatAsync() => StepAsync("hot", 40);

    public Task FreezeAsync() => StepAsync("cold", -5);

    public Task WetAsync() => StepAsync("wet", 25, 95);

    public Task NormalAsync() => StepAsync(null, 25);

    public Task UntilToldAsync(params string[] flags) =>
        Site.UntilAsync(() => Told.Select(m => m.Flag).SequenceEqual(flags), $"{string.Join(", ", flags)} on the broker");

    public async Task<string> StatusAsync() => await Broker.RetainedAsync(Site.Prefix + "status") ?? "";

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Climate.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private static async Task<IClimate> ClimateAsync(Others others) => others switch
    {
        Others.Own => new OwnClimate(),
        Others.Tcp => await PymodbusClimate.StartTcpAsync(),
        _ => await PymodbusClimate.StartRtuAsync(),
    };

    /// <summary>Steps the registers and waits until the gateway has judged them.</summary>
    private async Task StepAsync(string? rule, double temperature, double humidity = 50)
    {
        string[] expected = rule is null ? [] : [rule];
        await Climate.SetAsync(temperature, humidity);
        await Site.UntilAsync(async () => (await ActiveAsync()).SequenceEqual(expected), $"{temperature} degC and {humidity} %RH to be judged");
    }

    /// <summary>The rules in alarm.</summary>
    private async Task<IEnumerable<string>> ActiveAsync() =>
        (await Site.AlarmsAsync()).Where(a => a is { Device: "climate", State: "B" or "C" }).Select(a => a.Key.Split('.')[^1]);
}
