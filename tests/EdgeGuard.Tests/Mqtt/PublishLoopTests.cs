using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class PublishLoopTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestOutbox _outbox = new();
    private readonly FakePublisher _publisher = new();
    private readonly FakePublisher _activePublisher = new();
    private readonly FakePublisher _replayPublisher = new();
    private readonly FakePublisher _birthPublisher = new();
    private readonly FakeConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<LinkState> _links = [];
    private readonly List<string> _rejected = [];
    private readonly PublishLoop _loop;
    private IReadOnlyList<OutboxMessage> _actives = [];
    private MonotonicTime _now = Drafts.At(0);
    private Task? _running;

    public PublishLoopTests()
    {
        _connection = new(_publisher);
        _loop = new(new()
        {
            Outbox = _outbox,
            Consumer = "platform",
            Publisher = _publisher,
            ActivePublisher = _activePublisher,
            ReplayPublisher = _replayPublisher,
            BirthPublisher = _birthPublisher,
            Connection = _connection,
            Actives = () => _actives,
            History = new HistoryRule(() => _now, TimeSpan.FromSeconds(30)),
            MaxBackoff = TimeSpan.FromSeconds(60),
            Random = () => 0.999,
            Time = _time,
            LinkChanged = _links.Add,
            Rejected = (m, reason) => _rejected.Add($"{m.Content.Stream}{m.Seq}: {reason}"),
        });
    }

    [Fact]
    public async Task Every_alarm_goes_before_any_telemetry()
    {
        _outbox.Append(Drafts.Telemetry());
        _outbox.Append(Drafts.Alarm("a"));
        _publisher.Auto = _ => null;
        Start();
        await Sent(2);
        Assert.Equal(["alarm1", "t1"], _publisher.Names);

        for (int i = 0; i < 60; i++)
        {
            _outbox.Append(Drafts.Telemetry());
        }

        _loop.Wake();
        await Sent(20);
        Raise(Drafts.Alarm("b"));
        await Until.TrueAsync(() => _publisher.Names.Contains("alarm2"), "the second alarm, past the telemetry");
        Assert.DoesNotContain("t60", _publisher.Names);
    }

    [Fact]
    public async Task Messages_of_a_lane_go_out_in_order_and_are_settled_as_a_range()
    {
        for (int i = 0; i < 200; i++)
        {
            _outbox.Append(Drafts.Alarm($"k{i}"));
        }

        Start();
        await Until.TrueAsync(() => _outbox.Stats.PendingAlarms == 0, "all to be settled");

        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"alarm{n}"), _publisher.Names);
        Assert.True(_outbox.Settles < 100, $"{_outbox.Settles} commits for 200 messages");
    }

    [Fact]
    public async Task What_was_not_acknowledged_is_sent_again_in_order_on_the_next_connection()
    {
        _publisher.Auto = _ => null;
        for (int i = 0; i < 3; i++)
        {
            _outbox.Append(Drafts.Alarm($"k{i}"));
        }

        Start();
        await Sent(3);
        _publisher.Answer("alarm", 1, PublishResult.Accepted);
        await Until.TrueAsync(() => _outbox.Stats.PendingAlarms == 2, "the first to be settled");
        _connection.Lose();
        await Until.TrueAsync(() => !_loop.State.Connected, "the loss to be told");
        _publisher.Auto = _ => new PublishOutcome(PublishResult.Accepted);
        await AdvanceUntil(() => _outbox.Stats.PendingAlarms == 0);

        Assert.Equal(["alarm1", "alarm2", "alarm3", "alarm2", "alarm3"], _publisher.Names);
        Assert.Equal("lost", _links[1].Error);
        Assert.Equal(2, _loop.State.Counters.Retried);
    }

    [Fact]
    public async Task A_broker_that_cannot_now_gets_the_same_message_again_after_a_pause()
    {
        bool full = true;
        _publisher.Auto = m => full && m.Seq == 2 ? new(PublishResult.Unavailable, "quota exceeded") : new(PublishResult.Accepted);
        _outbox.Append(Drafts.Alarm("a"));
        _outbox.Append(Drafts.Alarm("b"));
        _outbox.Append(Drafts.Alarm("c"));
        Start();
        await Until.TrueAsync(() => _loop.State.Counters.Retried == 1, "the first refusal");
        Assert.DoesNotContain("alarm3", _publisher.Names.Skip(3));

        await AdvanceUntil(() => _publisher.Names.Count(n => n == "alarm2") > 2);
        full = false;
        await AdvanceUntil(() => _outbox.Stats.PendingAlarms == 0);
        Assert.Empty(_rejected);
    }

    [Fact]
    public async Task A_rejected_message_is_settled_with_its_reason_and_holds_nothing_up()
    {
        _publisher.Auto = m => m.Seq == 1 ? new(PublishResult.Rejected, "not authorised") : new(PublishResult.Accepted);
        _outbox.Append(Drafts.Alarm("a"));
        _outbox.Append(Drafts.Alarm("b"));
        Start();
        await Until.TrueAsync(() => _outbox.Stats.PendingAlarms == 0, "both to be settled");

        Assert.Equal([new("alarm", new(1, 1), "not authorised"), new("alarm", new(2, 2))], _outbox.Settlements);
        Assert.Equal(["alarm1: not authorised"], _rejected);
        Assert.Equal("alarm: not authorised", _loop.State.Error);
    }

    [Fact]
    public async Task Two_messages_of_one_alarm_are_never_under_way_together()
    {
        _publisher.Auto = _ => null;
        _outbox.Append(Drafts.Alarm("a"));
        _outbox.Append(Drafts.Alarm("a", ended: true));
        Start();
        await Sent(1);
        await Until.TrueAsync(() => _outbox.Peeks > 0, "the lane to be read");
        Assert.Equal(["alarm1"], _publisher.Names);

        _publisher.Answer("alarm", 1, PublishResult.Accepted);
        await Sent(2);
        Assert.Equal(["alarm1", "alarm2"], _publisher.Names);
    }

    [Fact]
    public async Task A_commit_that_fails_costs_no_second_sending()
    {
        _outbox.SettleFails = true;
        _outbox.Append(Drafts.Alarm("a"));
        Start();
        await Until.TrueAsync(() => _outbox.Settles > 0, "a commit that fails");
        Raise(Drafts.Alarm("b"));
        await Sent(2);
        _outbox.SettleFails = false;
        await AdvanceUntil(() => _outbox.Stats.PendingAlarms == 0);

        Assert.Equal(["alarm1", "alarm2"], _publisher.Names);
    }

    [Fact]
    public async Task What_the_store_could_not_keep_goes_out_from_memory_also_after_an_outage()
    {
        _connection.Refusal = "connection refused";
        Start();
        await Until.TrueAsync(() => _connection.Attempts > 0, "an attempt");
        _loop.EnqueueLive(new("e1", 1, Drafts.Alarm("a"), Durable: false));
        _loop.EnqueueLive(new("e1", 2, Drafts.Alarm("b"), Durable: false));
        _connection.Refusal = null;
        await AdvanceUntil(() => _publisher.Sent.Count == 2);

        Assert.Equal(["alarm1", "alarm2"], _publisher.Names);
        Assert.Empty(_outbox.Settlements);
    }

    [Fact]
    public async Task An_outbox_that_could_not_be_asked_is_asked_again()
    {
        _outbox.PeekFails = true;
        _outbox.Append(Drafts.Alarm("a"));
        Start();
        await Until.TrueAsync(() => _outbox.Peeks > 0, "the outbox to be asked");
        _outbox.PeekFails = false;
        await AdvanceUntil(() => _outbox.Stats.PendingAlarms == 0);

        Assert.Equal(["alarm1"], _publisher.Names);
    }

    [Fact]
    public async Task After_an_outage_what_was_kept_goes_before_what_came_later_and_was_not()
    {
        _connection.Refusal = "connection refused";
        Start();
        await Until.TrueAsync(() => _connection.Attempts > 0, "an attempt");
        _outbox.Append(Drafts.Alarm("a"));
        _loop.EnqueueLive(new("e1", 1, Drafts.Alarm("a", ended: true) with { Stream = "alarm-live-7" }, Durable: false));
        _time.Advance(TimeSpan.FromSeconds(30));
        _connection.Refusal = null;
        await AdvanceUntil(() => _loop.State.Connected, step: 0.1);
        await Sent(2);

        Assert.Equal(["alarm1", "alarm-live-71"], _publisher.Names);
    }

    [Fact]
    public async Task A_message_handed_over_and_kept_is_sent_once_and_settled()
    {
        _outbox.Append(Drafts.Alarm("a"));
        Start();
        await Until.TrueAsync(() => _outbox.Stats.PendingAlarms == 0, "the first");

        for (int i = 0; i < 50; i++)
        {
            OutboxMessage message = _outbox.Append(Drafts.Alarm($"k{i}"));
            _loop.EnqueueLive(message);
            _loop.Wake();
        }

        await Until.TrueAsync(() => _outbox.Stats.PendingAlarms == 0, "all to be settled");
        Assert.Equal(Enumerable.Range(1, 51).Select(n => $"alarm{n}"), _publisher.Names);
    }

    [Fact]
    public async Task Live_telemetry_passes_a_backlog_and_the_backlog_is_paced()
    {
        for (int i = 0; i < 100; i++)
        {
            _outbox.Append(Drafts.Telemetry(at: 0));
        }

        _now = Drafts.At(100);
        Start();
        await Sent(1);
        OutboxMessage live = _outbox.Append(Drafts.Telemetry(at: 100));
        _loop.EnqueueLive(live);
        await Until.TrueAsync(() => _publisher.Names.Contains("t101"), "the live one");
        Assert.True(_publisher.Sent.Count < 5, $"{_publisher.Sent.Count} sent although no time has passed");

        await AdvanceUntil(() => _outbox.Stats.PendingTelemetry == 0, step: 0.05);
        Assert.Equal(101, _publisher.Sent.Count);
        Assert.Equal(101, _publisher.Names.Distinct().Count());
    }

    [Fact]
    public async Task Active_alarms_are_told_again_once_per_connection_after_the_lane_is_empty()
    {
        OutboxMessage begin = _outbox.Append(Drafts.Alarm("a"));
        _actives = [begin];
        Start();
        await Until.TrueAsync(() => _activePublisher.Sent.Count == 1, "the active alarm");
        Assert.Equal(["alarm1"], _publisher.Names);

        _connection.Lose();
        await AdvanceUntil(() => _activePublisher.Sent.Count == 2);
        Assert.Equal(["alarm1"], _publisher.Names);
    }

    [Fact]
    public async Task An_alarm_that_ends_meanwhile_is_not_told_as_active()
    {
        OutboxMessage begin = _outbox.Append(Drafts.Alarm("a"));
        OutboxMessage other = _outbox.Append(Drafts.Alarm("b"));
        _actives = [other, begin];
        _activePublisher.Auto = m => m.Seq == other.Seq ? new(PublishResult.Unavailable, "quota exceeded") : null;
        Start();
        await Until.TrueAsync(() => _activePublisher.Sent.Count == 1, "the first active alarm");
        Raise(Drafts.Alarm("a", ended: true));
        await Until.TrueAsync(() => _publisher.Names.Contains("alarm3"), "the end");
        _activePublisher.Auto = _ => new PublishOutcome(PublishResult.Accepted);
        await AdvanceUntil(() => _activePublisher.Sent.Count == 2);

        Assert.DoesNotContain(begin, _activePublisher.Sent);
    }

    [Fact]
    public async Task Attempts_to_connect_go_on_for_ever_ever_more_slowly()
    {
        _connection.Refusal = "connection refused";
        Start();
        double[] waits = new double[9];
        for (int i = 0; i < waits.Length; i++)
        {
            int attempts = i + 1;
            await Until.TrueAsync(() => _connection.Attempts == attempts, "an attempt");
            DateTimeOffset start = _time.GetUtcNow();
            await AdvanceUntil(() => _connection.Attempts > attempts, step: 0.5);
            waits[i] = Math.Round((_time.GetUtcNow() - start).TotalSeconds);
        }

        Assert.Equal("connection refused", _loop.State.Error);
        Assert.InRange(waits[0], 0, 3);
        Assert.InRange(waits[8], 59, 65);
        Assert.Single(_links);
    }

    [Fact]
    public async Task A_stop_sends_the_alarms_that_wait_and_says_goodbye()
    {
        Start();
        await Until.TrueAsync(() => _loop.State.Connected, "a connection");
        _outbox.Append(Drafts.Alarm("a"));
        _loop.Wake();
        await _stop.CancelAsync();
        await _running!.WaitAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

        Assert.Equal(["alarm1"], _publisher.Names);
        Assert.Equal(0, _outbox.Stats.PendingAlarms);
        Assert.True(_connection.Stopped);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _publisher.FailOpen();
        if (_running is { } running)
        {
            Task limit = Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
            while (!running.IsCompleted && !limit.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            await running;
        }

        _stop.Dispose();
    }

    private void Start() => _running = Task.Run(() => _loop.RunAsync(_stop.Token));

    private void Raise(MessageDraft draft)
    {
        _outbox.Append(draft);
        _loop.Wake();
    }

    private Task Sent(int count) => Until.TrueAsync(() => _publisher.Sent.Count >= count, $"{count} messages");

    private Task AdvanceUntil(Func<bool> condition, double step = 1) => Until.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(step));
            return condition();
        },
        "what time should bring");
}
