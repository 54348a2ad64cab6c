using EdgeGuard.Gateway.Tests.Mqtt;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>The usual room: one transmitter, one rule on its temperature (27 degC, no delays), one broker, one gateway.</summary>
internal sealed class Room : IAsyncDisposable
{
    public const string Rule = """
        { "rules": [ { "id": "hot", "type": "limit", "point": "climate.temperature", "h": { "limit": 35, "level": 2 }, "deadband": 1,
            "on": "0s", "off": "0s", "label": { "zh": "温度高", "en": "Hot" } } ] }
        """;

    private Room(ITestBroker broker, IClimate climate)
    {
        (Broker, Climate) = (broker, climate);
        Site.WriteGateway(broker.Port, broker.CredentialsFile, $"\"line\": {climate.Bus}");
        Site.Write("devices.d/climate.json", """{ "id": "climate", "bus": "line", "profile": "xy-md02", "poll": "100ms" }""");
        Site.Write("rules.d/site.json", Rule);
    }

    public Site Site { get; } = new();

    public ITestBroker Broker { get; }

    public IClimate Climate { get; }

    /// <summary>What the platform was told of the rule, repetitions of a message left out, which it knows by their identity.</summary>
    public IReadOnlyList<AlarmMessage> Told => [.. Received.DistinctBy(m => m.Identity)];

    public IReadOnlyList<AlarmMessage> Received => [.. Alarms.Where(m => m.Rule == "hot")];

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

    public Task HeatAsync() => StepAsync(40, standing: true);

    public Task CoolAsync() => StepAsync(25, standing: false);

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

    /// <summary>Steps the register and waits until the gateway has judged it.</summary>
    private async Task StepAsync(double degrees, bool standing)
    {
        await Climate.SetTemperatureAsync(degrees);
        await Site.UntilAsync(async () => (await Site.AlarmsAsync()).Any(a => a is { Device: "climate", Point: "climate.temperature" or "temperature", State: "B" or "C" }) == standing, $"{degrees} degC to be judged");
    }
}
