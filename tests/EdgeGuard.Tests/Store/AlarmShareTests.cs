using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>What alarms take of the disk, in ordinary life and in a storm. EDGEGUARD_LONG=1 makes it one of 100,000 transitions.</summary>
public sealed class AlarmShareTests : IDisposable
{
    private const long Budget = 16 * 1024 * 1024;
    private const long Share = Budget / 16;

    private static readonly byte[] s_body = Encoding.UTF8.GetBytes(
        """{"serial":"2314000017","signalId":"0403001001","level":1,"flag":"BEGIN","state":"B","value":41.3,"limit":40,"desc":"高温告警(41.3℃)"}""");

    private readonly CountingFolder _folder = new();
    private readonly GatewayStore _store;
    private int _count;

    public AlarmShareTests() => _store = GatewayStore.Open(_folder, new StoreConfig { BudgetBytes = Budget }, TimeProvider.System, null);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_second_storm_finds_the_room_of_the_first_and_no_alarm_is_dropped()
    {
        int storm = Environment.GetEnvironmentVariable("EDGEGUARD_LONG") == "1" ? 100_000 : 15_000;
        Transitions(storm, each: 500);
        long bytes = _store.Stats.Bytes;
        Assert.Equal(storm, _store.Stats.PendingAlarms);
        Assert.True(bytes > Share, "the storm must exceed the share to show anything");
        Deliver();
        Assert.Equal(0, _store.Stats.PendingAlarms);

        Transitions(storm, each: 500);
        Assert.Equal(storm, _store.Stats.PendingAlarms);
        Assert.Equal(storm + 1, _store.Peek("mqtt", Lane.Alarm, 1)[0].Seq);
        Assert.InRange(_store.Stats.Bytes, bytes, bytes + (bytes / 10));
    }

    [Fact]
    public void Delivered_messages_journal_and_ended_alarms_take_no_more_than_their_shares_in_ordinary_life()
    {
        for (int i = 0; i < 120; i++)
        {
            Transitions(100, each: 20);
            Deliver();
        }

        // Shares, slack, ended alarms (half a megabyte) and the log.
        Assert.InRange(_store.Stats.Bytes, Share, (2 * Share) + (2 * 1024 * 1024));
        Assert.Equal(0, _store.Stats.PendingAlarms);
    }

    [Fact]
    public void The_oldest_delivered_message_gives_way_first_and_an_undelivered_one_never()
    {
        Transitions(1, each: 1);
        for (int i = 0; i < 12; i++)
        {
            Transitions(500, each: 100);
            _store.Settle("mqtt", [new Settlement("alarm", new SeqRange(2, _count))]);
        }

        _store.Settle("mqtt", [new Settlement("alarm", new SeqRange(2, _count)) { Again = true }]);
        List<long> seqs = [.. _store.Peek("mqtt", Lane.Alarm, int.MaxValue).Select(static message => message.Seq)];

        Assert.Equal(1, seqs[0]);
        Assert.InRange(seqs.Count, 500, 3_000);
        Assert.Equal(Enumerable.Range(_count - seqs.Count + 2, seqs.Count - 1).Select(static seq => (long)seq), seqs.Skip(1));
        Assert.Equal(seqs.Count, _store.Stats.PendingAlarms);
    }

    /// <summary>With everything full, so that each transition also pushes out what is oldest. Checkpoints are counted.</summary>
    [Fact]
    public void A_transition_writes_at_most_16_KB_and_flushes_1_2_times_with_its_settling()
    {
        Transitions(4_000, each: 100);
        Deliver();
        const int single = 1_000;
        (long bytes, long flushes) before = (_folder.Bytes, _folder.Flushes);
        for (int i = 0; i < single; i++) Transitions(1, each: 1);
        (long bytes, long flushes) alone = ((_folder.Bytes - before.bytes) / single, _folder.Flushes - before.flushes);
        for (int i = 0; i < single; i++)
        {
            Transitions(1, each: 1);
            // As the publish loop does under load: what arrives while a commit runs is settled with the next one.
            if (i % 10 == 9) Deliver();
        }

        long settled = _folder.Flushes - before.flushes - alone.flushes;
        Assert.InRange(alone.bytes, 1_000, 16 * 1024);
        Assert.InRange(alone.flushes, single, 1.2 * single);
        Assert.InRange(settled, single, 1.2 * single);
    }

    private void Deliver()
    {
        while (_store.Peek("mqtt", Lane.Alarm, 500) is [var first, ..] some)
            _store.Settle("mqtt", [new Settlement("alarm", new SeqRange(first.Seq, some[^1].Seq))]);
    }

    private void Transitions(int count, int each)
    {
        foreach (int[] some in Enumerable.Range(_count, count).Chunk(each))
        {
            _ = _store.Append(new CommitBatch(
                [.. some.Select(static i => new StateChange(Key(i), s_body))],
                [.. some.Select(static i => new MessageDraft("alarm", Lane.Alarm, "alarm", At(i), null, s_body)
                {
                    ActiveKey = Key(i), Ended = i % 100 >= 50, Text = new Words("【一级】机房101 空调1 高温告警(41.3℃)", "[level 1] room 101 AC 1 high temperature (41.3 degC)"),
                })],
                [.. some.Select(static i => new JournalLine(At(i), "alarm", Key(i), "BEGIN 2314000017 一级 高温告警(41.3℃)"))])
            {
                Ended = [.. some.Where(static i => i % 100 >= 50).Select(static i => Drafts.Ended((uint)i))],
            });
        }

        _count += count;
    }

    private static string Key(int i) => $"ac1/supply.high/{i % 50}";

    private static MonotonicTime At(int i) => new(1, TimeSpan.FromSeconds(i));
}
