using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>The platform asks for something again.</summary>
public sealed class RedeliveryTests
{
    private readonly List<string> _answers = [];

    [Fact]
    public async Task Alarms_asked_for_again_go_out_once_more_under_their_numbers_and_their_end_is_told()
    {
        await using LoopUnderTest gateway = await WithAlarmsAsync(100);
        Ask(gateway, "alarm", 40, 60);
        await gateway.UntilAsync(() => _answers.Count == 1, "the answer");
        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the settlement");

        Assert.Equal("alarm 40-60: 40, 60, 21", _answers[0]);
        Assert.Equal(Enumerable.Range(40, 21).Select(n => $"alarm{n}"), gateway.ReplayPublisher.Names);
        Assert.Equal(100, gateway.Publisher.Sent.Count);
    }

    [Fact]
    public async Task What_is_no_longer_there_is_said_in_the_answer()
    {
        await using LoopUnderTest gateway = await WithAlarmsAsync(10);
        gateway.Outbox.DropSettled();
        await AlarmsAsync(gateway, 10);
        Ask(gateway, "alarm", 5, 12);
        Ask(gateway, "alarm", 1, 3);
        await gateway.UntilAsync(() => _answers.Count == 2, "the answers");

        Assert.Equal(["alarm 1-3: , , 0", "alarm 5-12: 11, 12, 2"], _answers.Order());
        Assert.Equal(["alarm11", "alarm12"], gateway.ReplayPublisher.Names);
    }

    [Fact]
    public async Task Alarms_of_earlier_runs_are_known_as_old_too()
    {
        await using var gateway = new LoopUnderTest();
        for (int i = 1; i <= 5; i++)
        {
            gateway.Outbox.Append(Drafts.Alarm($"k{i}"));
        }

        gateway.Outbox.Settle("platform", [new("alarm", new(1, 5))]);
        gateway.Start();
        Ask(gateway, "alarm", 1, 5);
        await gateway.UntilAsync(() => _answers.Count == 1, "the answer");
        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the settlement");

        Assert.Equal(5, gateway.ReplayPublisher.Sent.Count);
        Assert.Empty(gateway.Publisher.Sent);
    }

    [Fact]
    public async Task An_alarm_that_comes_meanwhile_goes_before_those_asked_for_again_and_is_new()
    {
        await using LoopUnderTest gateway = await WithAlarmsAsync(200);
        gateway.ReplayPublisher.Auto = _ => null;
        Ask(gateway, "alarm", 1, 200);
        await gateway.UntilAsync(() => gateway.ReplayPublisher.Sent.Count >= 20, "the first of them");
        gateway.Raise(Drafts.Alarm("new"));
        await gateway.UntilAsync(() => gateway.Publisher.Names.Contains("alarm201"), "the new one");

        Assert.InRange(gateway.ReplayPublisher.Sent.Count, 20, 60);
    }

    [Fact]
    public async Task Telemetry_asked_for_again_is_history_and_keeps_the_pace_of_history()
    {
        await using var gateway = new LoopUnderTest(tuning: new MqttTuning { HistoryRate = 5 });
        gateway.Start();
        for (int i = 0; i < 50; i++)
        {
            gateway.Raise(Drafts.Telemetry(i));
        }

        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingTelemetry == 0 || Advance(gateway), "fifty settled");
        gateway.Now = Drafts.At(1000);
        Ask(gateway, "t", 1, 50);
        long start = gateway.Time.GetTimestamp();
        await gateway.AdvanceUntilAsync(() => _answers.Count == 1 && gateway.Publisher.Sent.Count == 100, 0.1);

        Assert.Equal(["t 1-50: 1, 50, 50"], _answers);
        Assert.InRange(gateway.Time.GetElapsedTime(start).TotalSeconds, 9, 30);
    }

    [Fact]
    public async Task Telemetry_that_is_kept_later_than_it_was_handed_over_is_sent_all_the_same()
    {
        await using var gateway = new LoopUnderTest();
        gateway.Start();
        OutboxMessage live = gateway.Outbox.Number(Drafts.Telemetry());
        gateway.Loop.EnqueueLive(live);
        await gateway.SentAsync(1);
        gateway.Connection.Lose();
        await gateway.UntilAsync(() => !gateway.Loop.State.Connected, "the loss");
        OutboxMessage[] away = [gateway.Outbox.Number(Drafts.Telemetry()), gateway.Outbox.Number(Drafts.Telemetry())];
        Array.ForEach(away, gateway.Loop.EnqueueLive);
        await gateway.AdvanceUntilAsync(() => gateway.Connection.Attempts == 2);
        gateway.Loop.EnqueueLive(gateway.Outbox.Number(Drafts.Telemetry()));
        await gateway.AdvanceUntilAsync(() => gateway.Publisher.Names.Contains("t4"));

        gateway.Outbox.Keep([live, .. away]);
        gateway.Loop.Wake();
        await gateway.AdvanceUntilAsync(() => gateway.Outbox.Stats.PendingTelemetry == 0);
        Assert.Equal(["t1", "t4", "t2", "t3"], gateway.Publisher.Names);
    }

    [Fact]
    public async Task An_alarm_passes_a_disk_that_hangs_and_costs_none_of_those_before_it()
    {
        await using var gateway = new LoopUnderTest();
        gateway.Outbox.Readable.Reset();
        gateway.Outbox.Append(Drafts.Alarm("a"));
        gateway.Outbox.Append(Drafts.Alarm("b"));
        gateway.Start();
        await gateway.UntilAsync(() => gateway.Loop.State.Connected, "a connection");
        gateway.Raise(Drafts.Alarm("a", ended: true));
        gateway.Raise(Drafts.Alarm("c"));
        await gateway.AdvanceUntilAsync(() => gateway.Publisher.Names.Contains("alarm4"));

        gateway.Outbox.Readable.Set();
        await gateway.AdvanceUntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 0);
        // What is older than the alarm's end does not make it stand again.
        Assert.Equal(["alarm3", "alarm4", "alarm2"], gateway.Publisher.Names);
        Assert.Equal(["alarm1"], gateway.ReplayPublisher.Names);
    }

    [Fact]
    public async Task A_full_alarm_sync_tells_what_stands_clears_the_rest_and_counts()
    {
        await using LoopUnderTest gateway = await WithAlarmsAsync(3);
        gateway.Actives = [new OutboxMessage("e1", 2, Drafts.Alarm("k2"))];
        int standing = -1;
        gateway.Loop.Sync(new AlarmSync(["k1", "k2", "k3", "k4"], count => standing = count));
        await gateway.UntilAsync(() => standing >= 0, "the answer");

        Assert.Equal(1, standing);
        Assert.Equal(["k1 cleared", "k2", "k3 cleared", "k4 cleared"], Told(gateway).TakeLast(4).Order());
    }

    [Fact]
    public async Task What_was_told_as_active_and_is_not_any_more_is_cleared_on_the_next_connection()
    {
        await using LoopUnderTest gateway = await WithAlarmsAsync(2);
        gateway.Actives = [new OutboxMessage("e1", 2, Drafts.Alarm("k2"))];
        int before = gateway.ActivePublisher.Sent.Count;
        gateway.Connection.Lose();
        await gateway.AdvanceUntilAsync(() => gateway.ActivePublisher.Sent.Count >= before + 2);

        Assert.Equal(["k1 cleared", "k2"], Told(gateway).Skip(before).Order());
    }

    [Fact]
    public async Task A_standing_alarm_that_the_store_could_not_keep_is_not_cleared()
    {
        await using var gateway = new LoopUnderTest();
        gateway.Start();
        gateway.Loop.EnqueueLive(new OutboxMessage("e1", 1, Drafts.Alarm("k1") with { Stream = "alarm-live-7" }, Durable: false));
        await gateway.SentAsync(1);
        bool done = false;
        gateway.Loop.Sync(new AlarmSync(["k1", "k2"], _ => done = true));
        await gateway.UntilAsync(() => done, "the answer");

        Assert.Equal(["k2 cleared"], Told(gateway));
    }

    [Fact]
    public async Task A_rebirth_is_one_announcement()
    {
        await using LoopUnderTest gateway = await WithAlarmsAsync(1);
        gateway.Loop.Rebirth();
        await gateway.UntilAsync(() => gateway.BirthPublisher.Sent.Count == 1, "the announcement");
        gateway.Connection.Lose();
        await gateway.AdvanceUntilAsync(() => gateway.Connection.Attempts == 2 && gateway.Loop.State.Connected);

        Assert.Single(gateway.BirthPublisher.Sent);
    }

    private static bool Advance(LoopUnderTest gateway)
    {
        gateway.Time.Advance(TimeSpan.FromMilliseconds(100));
        return false;
    }

    private static IEnumerable<string> Told(LoopUnderTest gateway) =>
        gateway.ActivePublisher.Sent.Select(m => m.Content.Ended ? $"{m.Content.ActiveKey} cleared" : m.Content.ActiveKey!);

    private static async Task<LoopUnderTest> WithAlarmsAsync(int count)
    {
        var gateway = new LoopUnderTest();
        gateway.Start();
        await AlarmsAsync(gateway, count);
        return gateway;
    }

    private static async Task AlarmsAsync(LoopUnderTest gateway, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            gateway.Raise(Drafts.Alarm($"k{i}"));
        }

        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "all to be settled");
    }

    private void Ask(LoopUnderTest gateway, string stream, long first, long last) => gateway.Loop.Again(new Redelivery(
        stream, new(first, last), done => _answers.Add($"{stream} {first}-{last}: {done.First}, {done.Last}, {done.Count}")));
}
