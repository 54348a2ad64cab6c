using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>The MQTT room put together as the daemon does it, on an outbox in memory.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    public const string Prefix = "eg/v1/s1/g1/";
    private static readonly GatewaySection Section = new("g1", "s1");
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;

    public GatewayUnderTest(int port, MqttConfig? config = null, MqttTuning? tuning = null, string scheme = "mqtt")
    {
        MqttTuning set = tuning ?? new();
        MqttConfig made = (config ?? new() { Broker = new("mqtt://unset") }) with { Broker = new($"{scheme}://127.0.0.1:{port}") };
        var topics = new MqttTopics(Section.Site, Section.Id);
        Clock.Set(new(7, DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000), ClockSync.Sync));
        var pool = new EnvelopePool(Section.Id, Clock, TimeZoneInfo.Utc);
        var history = new HistoryRule(() => Now, set.HistoryAge);
        Connection = new MqttConnection(
            made, Section, () => new Birth(7, "e1", 1, "0.1.0", "c0ffee", ClockSync.Sync), () => Drafts.Json("""{"v":1,"gw":"g1","points":[]}"""), set, TimeProvider.System);
        Loop = new PublishLoop(new()
        {
            Outbox = Outbox,
            Consumer = "platform",
            Publisher = new MqttPublisher(Connection, topics, pool, history),
            ActivePublisher = new ActivePublisher(Connection, topics, pool),
            ReplayPublisher = new ReplayPublisher(Connection, topics, pool),
            BirthPublisher = new BirthPublisher(Connection),
            Connection = Connection,
            Actives = () => Actives,
            History = history,
            Tuning = set,
            MaxBackoff = made.MaxBackoff,
            Random = () => 0.05,
            Time = TimeProvider.System,
            LinkChanged = Links.Add,
        });
    }

    public TestOutbox Outbox { get; } = new();

    public ClockMap Clock { get; } = new();

    public MonotonicTime Now { get; set; } = Drafts.At(0);

    public MqttConnection Connection { get; }

    public PublishLoop Loop { get; }

    public List<LinkState> Links { get; } = [];

    public IReadOnlyList<OutboxMessage> Actives { get; set; } = [];

    public void Start() => _running = Task.Run(() => Loop.RunAsync(_stop.Token));

    public OutboxMessage Raise(MessageDraft draft)
    {
        OutboxMessage message = Outbox.Append(draft);
        Loop.Wake();
        return message;
    }

    public async Task StartAndConnectAsync()
    {
        Start();
        await Until.TrueAsync(() => Loop.State.Connected, "a connection");
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        if (_running is { } running)
        {
            await running.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Connection.Dispose();
        _stop.Dispose();
    }
}
