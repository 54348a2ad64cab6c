using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>A publish loop on fakes: the test is the broker, the platform and the clock.</summary>
internal sealed class LoopUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;

    /// <param name="patience">Set: the platform settles.</param>
    public LoopUnderTest(TimeSpan? patience = null, MqttTuning? tuning = null)
    {
        Connection = new(Publisher);
        Loop = new(new()
        {
            Outbox = Outbox,
            Consumer = "platform",
            Publisher = Publisher,
            ActivePublisher = ActivePublisher,
            ReplayPublisher = ReplayPublisher,
            BirthPublisher = BirthPublisher,
            Connection = Connection,
            Actives = () => Actives,
            History = new HistoryRule(() => Now, TimeSpan.FromSeconds(30)),
            PlatformPatience = patience,
            Tuning = tuning ?? new(),
            MaxBackoff = TimeSpan.FromSeconds(60),
            Random = () => 0.999,
            Time = Time,
        });
    }

    public FakeTimeProvider Time { get; } = new();

    public TestOutbox Outbox { get; } = new();

    public FakePublisher Publisher { get; } = new();

    public FakePublisher ActivePublisher { get; } = new();

    public FakePublisher ReplayPublisher { get; } = new();

    public FakePublisher BirthPublisher { get; } = new();

    public FakeConnection Connection { get; }

    public PublishLoop Loop { get; }

    public IReadOnlyList<OutboxMessage> Actives { get; set; } = [];

    public MonotonicTime Now { get; set; } = Drafts.At(0);

    public void Start() => _running = Task.Run(() => Loop.RunAsync(_stop.Token));

    public OutboxMessage Raise(MessageDraft draft)
    {
        OutboxMessage message = Outbox.Append(draft);
        Loop.EnqueueLive(message);
        return message;
    }

    public void Acknowledge(string stream, long first, long last) => Loop.Acknowledge(stream, [new(first, last)]);

    public Task SentAsync(int count) => Until.TrueAsync(() => Publisher.Sent.Count >= count, $"{count} messages");

    public Task UntilAsync(Func<bool> condition, string what) => Until.TrueAsync(condition, what);

    public Task AdvanceUntilAsync(Func<bool> condition, double step = 1) => Until.TrueAsync(
        () =>
        {
            Time.Advance(TimeSpan.FromSeconds(step));
            return condition();
        },
        "what time should bring");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task advancing = Task.Run(async () =>
        {
            while (_running is { IsCompleted: false })
            {
                Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        });
        await (_running ?? Task.CompletedTask).WaitAsync(TimeSpan.FromSeconds(10));
        await advancing;
        _stop.Dispose();
    }
}
