using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>What every outbox must do; each implementation has a class of its own that runs it.</summary>
public abstract class OutboxContract
{
    private const string One = "mqtt";
    private const string Two = "second";

    /// <summary>Consumers mqtt and second; telemetry capped to roughly one megabyte.</summary>
    private protected abstract IOutbox Outbox { get; }

    private protected abstract IReadOnlyList<OutboxMessage> Active { get; }

    private protected abstract IReadOnlyList<DeadLetter> DeadLetters { get; }

    private protected abstract IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> States { get; }

    private protected abstract IReadOnlyList<JournalLine> Journal { get; }

    /// <summary>Keeps what is only gathered yet.</summary>
    private protected virtual void Flush()
    {
    }

    [Fact]
    public void Messages_are_numbered_without_a_gap_in_each_stream()
    {
        IReadOnlyList<OutboxMessage> first = Outbox.Append(Batch(Alarm("a"), Alarm("e", stream: "event"), Alarm("b"), Telemetry("t")));
        IReadOnlyList<OutboxMessage> second = Outbox.Append(Batch(Alarm("c"), Alarm("f", stream: "event")));

        Assert.Equal([1L, 1, 2, 1], first.Select(m => m.Seq));
        Assert.Equal([3L, 2], second.Select(m => m.Seq));
        Assert.Equal(["alarm", "event", "alarm", "t"], first.Select(m => m.Content.Stream));
        Assert.All(first.Concat(second), m => Assert.True(m.Durable));
        Assert.Single(first.Concat(second).Select(m => m.Epoch).Distinct());
    }

    [Fact]
    public void A_lane_gives_its_messages_in_the_order_they_came()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2", stream: "event")));
        _ = Outbox.Append(Batch(Telemetry("t1"), Alarm("3")));
        _ = Outbox.Append(Batch(Alarm("4", stream: "event"), Telemetry("t2")));

        Assert.Equal(["1", "2", "3", "4"], Texts(One, Lane.Alarm));
        Assert.Equal(["t1", "t2"], Texts(One, Lane.Telemetry));
        Assert.Equal(["1", "2"], Texts(One, Lane.Alarm, 2));
    }

    [Fact]
    public void A_message_comes_back_as_it_was_given()
    {
        MessageDraft draft = Alarm("x", active: "room/fire") with { Onset = At(0.5), Topic = "alarm/x" };
        OutboxMessage kept = Outbox.Append(Batch(draft))[0];
        OutboxMessage found = Assert.Single(Outbox.Peek(One, Lane.Alarm, 10));

        Assert.Equal(Text(kept), Text(found));
        Assert.Equal(kept with { Content = draft with { Body = found.Content.Body } }, found);
    }

    [Fact]
    public void Settled_messages_are_not_given_again_in_whatever_order_they_are_settled()
    {
        _ = Outbox.Append(Batch([.. Enumerable.Range(1, 6).Select(i => Alarm($"{i}"))]));

        Outbox.Settle(One, [Taken("alarm", 5, 6)]);
        Outbox.Settle(One, [Taken("alarm", 2, 2)]);
        Assert.Equal(["1", "3", "4"], Texts(One, Lane.Alarm));
        Outbox.Settle(One, [Taken("alarm", 3, 4), Taken("alarm", 1, 1)]);
        Assert.Empty(Texts(One, Lane.Alarm));
        _ = Outbox.Append(Batch(Alarm("7")));
        Assert.Equal(["7"], Texts(One, Lane.Alarm));
    }

    [Fact]
    public void Settled_alarm_messages_that_are_asked_for_again_come_again_under_their_own_numbers()
    {
        IReadOnlyList<OutboxMessage> kept = Outbox.Append(Batch([.. Enumerable.Range(1, 6).Select(i => Alarm($"{i}"))]));
        Outbox.Settle(One, [Taken("alarm", 1, 5)]);

        Outbox.Settle(One, [Again("alarm", 2, 3), Again("alarm", 6, 6)]);
        Assert.Equal(["2", "3", "6"], Texts(One, Lane.Alarm));
        Assert.Equal([kept[1].Seq, kept[2].Seq, kept[5].Seq], Outbox.Peek(One, Lane.Alarm, 10).Select(m => m.Seq));
        Assert.Equal(kept[1].Epoch, Outbox.Peek(One, Lane.Alarm, 10)[0].Epoch);
        Outbox.Settle(One, [Taken("alarm", 2, 6)]);
        Assert.Empty(Texts(One, Lane.Alarm));
    }

    [Fact]
    public void Many_messages_are_asked_for_again_by_one_call()
    {
        for (int i = 0; i < 10; i++) _ = Outbox.Append(Batch([.. Enumerable.Range(1, 70).Select(static n => Alarm($"{n}"))]));
        Outbox.Settle(One, [Taken("alarm", 1, 700)]);

        Outbox.Settle(One, [Again("alarm", 101, 650)]);
        Assert.Equal(Enumerable.Range(101, 550).Select(static n => (long)n), Outbox.Peek(One, Lane.Alarm, 1000).Select(m => m.Seq));
    }

    [Fact]
    public void Asking_again_for_what_is_unknown_or_not_settled_does_nothing()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2")));
        Outbox.Settle(One, [Taken("alarm", 1, 1)]);
        Outbox.Settle(One, [Again("alarm", 2, 900), Again("nobody", 1, 5), Again("alarm", -5, 0), Again("alarm", 9, 3)]);

        Assert.Equal(["2"], Texts(One, Lane.Alarm));
        Assert.Equal(3, Outbox.Append(Batch(Alarm("3")))[0].Seq);
    }

    [Fact]
    public void Figures_count_what_is_asked_for_again_as_pending()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2"), Alarm("3")));
        Outbox.Settle(One, [Taken("alarm", 1, 3)]);
        Outbox.Settle(Two, [Taken("alarm", 1, 3)]);
        Assert.Equal(0, Outbox.Stats.PendingAlarms);

        Outbox.Settle(One, [Again("alarm", 1, 2)]);
        Outbox.Settle(Two, [Again("alarm", 2, 3)]);
        Assert.Equal(["1", "2"], Texts(One, Lane.Alarm));
        Assert.Equal(["2", "3"], Texts(Two, Lane.Alarm));
        Assert.Equal(1, Outbox.Stats.PendingAlarms);
    }

    [Fact]
    public void Many_messages_are_settled_by_one_call()
    {
        for (int i = 0; i < 10; i++) _ = Outbox.Append(Batch([.. Enumerable.Range(1, 70).Select(static n => Alarm($"{n}"))]));
        Outbox.Settle(One, [Taken("alarm", 1, 650), Taken("alarm", 600, 699)]);

        Assert.Equal(700, Assert.Single(Outbox.Peek(One, Lane.Alarm, 1000)).Seq);
        Assert.Equal(700, Outbox.Peek(Two, Lane.Alarm, 1000).Count);
    }

    [Fact]
    public void Settling_twice_or_what_is_unknown_does_nothing()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2")));
        Outbox.Settle(One, [Taken("alarm", 1, 1)]);
        Outbox.Settle(One, [Taken("alarm", 1, 1), Taken("alarm", 7, 900), Taken("nobody", 1, 5), Taken("alarm", -5, 0)]);

        Assert.Equal(["2"], Texts(One, Lane.Alarm));
        Assert.Empty(DeadLetters);
    }

    [Fact]
    public void Each_consumer_has_its_own_cursor()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2"), Telemetry("t1"), Telemetry("t2")));
        Outbox.Settle(One, [Taken("alarm", 1, 2), Taken("t", 1, 1)]);

        Assert.Empty(Texts(One, Lane.Alarm));
        Assert.Equal(["1", "2"], Texts(Two, Lane.Alarm));
        Assert.Equal(["t2"], Texts(One, Lane.Telemetry));
        Assert.Equal(["t1", "t2"], Texts(Two, Lane.Telemetry));
        Outbox.Settle(Two, [Taken("alarm", 2, 2), Taken("t", 2, 2)]);
        Assert.Equal(["1"], Texts(Two, Lane.Alarm));
        Assert.Equal(["t1"], Texts(Two, Lane.Telemetry));
        Assert.Throws<ArgumentException>(() => Outbox.Settle("nobody", [Taken("alarm", 1, 1)]));
    }

    [Fact]
    public void Rejected_messages_go_to_the_dead_letters_and_are_counted()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2"), Telemetry("t1")));
        Outbox.Settle(One, [new Settlement("alarm", new SeqRange(2, 2), "too large"), new Settlement("t", new SeqRange(1, 1), "refused")]);

        Assert.Equal(["1"], Texts(One, Lane.Alarm));
        Assert.Empty(Texts(One, Lane.Telemetry));
        Assert.Equal(["refused:t1", "too large:2"], DeadLetters.Select(d => $"{d.Reason}:{Short(d.Message)}").Order());
        Assert.Equal(2, Outbox.Stats.DeadLetters);
        Outbox.Settle(One, [new Settlement("alarm", new SeqRange(2, 2), "too large")]);
        Assert.Equal(2, Outbox.Stats.DeadLetters);
    }

    [Fact]
    public void The_newest_message_of_each_active_alarm_is_kept_until_it_ends()
    {
        _ = Outbox.Append(Batch(Alarm("fire begins", "fire"), Alarm("water begins", "water")));
        _ = Outbox.Append(Batch(Alarm("fire acknowledged", "fire"), Alarm("no key")));
        Outbox.Settle(One, [Taken("alarm", 1, 99)]);
        Outbox.Settle(Two, [Taken("alarm", 1, 99)]);
        Assert.Equal(["fire acknowledged", "water begins"], Active.Select(Short));

        _ = Outbox.Append(Batch(Alarm("water ends", "water", ended: true)));
        Assert.Equal(["fire acknowledged"], Active.Select(Short));
        Assert.Equal(["water ends"], Texts(One, Lane.Alarm));
    }

    [Fact]
    public void States_are_replaced_and_removed()
    {
        _ = Outbox.Append(State("B", "1"));
        _ = Outbox.Append(State("b", "2"));
        _ = Outbox.Append(State("a", "3"));
        _ = Outbox.Append(State("B", "4"));
        _ = Outbox.Append(State("a", null));

        Assert.Equal(["B=4", "b=2"], States.Select(s => $"{s.Key}={Text(s.Value)}"));
    }

    [Fact]
    public void Journal_lines_come_back_in_order()
    {
        _ = Outbox.Append(new CommitBatch([], [], [new JournalLine(At(1), "start", "gateway", "begun"), new JournalLine(At(2), "alarm", "fire", "火警")]));

        Assert.Equal(
            [new JournalLine(At(1), "start", "gateway", "begun"), new JournalLine(At(2), "alarm", "fire", "火警")], Journal);
    }

    [Fact]
    public void Only_telemetry_is_dropped_the_oldest_first_and_counted()
    {
        _ = Outbox.Append(Batch(Alarm("kept")));
        for (int i = 1; i <= 100; i++)
        {
            _ = Outbox.Append(Batch(Telemetry($"t{i}", padding: 40_000)));
            if (i % 5 == 0) Flush();
        }

        List<string> left = Texts(One, Lane.Telemetry, 200);
        Assert.Equal("t100", left[^1]);
        Assert.InRange(left.Count, 5, 90);
        Assert.Equal(Enumerable.Range(101 - left.Count, left.Count).Select(i => $"t{i}"), left);
        Assert.Equal(100 - left.Count, Outbox.Stats.DroppedTelemetry);
        Assert.Equal(left.Count, Outbox.Stats.PendingTelemetry);
        Assert.Equal(["kept"], Texts(One, Lane.Alarm));
    }

    [Fact]
    public void Telemetry_is_one_stream_and_the_stream_is_telemetry()
    {
        Assert.Throws<ArgumentException>(() => Outbox.Append(Batch(Telemetry("1") with { Stream = "u" })));
        Assert.Throws<ArgumentException>(() => Outbox.Append(Batch(Alarm("1", stream: "t"))));
        Assert.Throws<ArgumentException>(() => Outbox.Append(Batch(Telemetry("1") with { Onset = At() })));
        Assert.Equal(1, Outbox.Append(Batch(Telemetry("1")))[0].Seq);
    }

    [Fact]
    public void Telemetry_comes_back_as_it_was_given_before_and_after_it_is_kept()
    {
        MessageDraft[] drafts = [.. Bodies.Select((body, i) => new MessageDraft("t", Lane.Telemetry, "t", At(10 + i), null, Encoding.UTF8.GetBytes(body)))];
        IReadOnlyList<OutboxMessage> given = Outbox.Append(Batch(drafts));
        AssertSame(given, Outbox.Peek(Two, Lane.Telemetry, 10));
        Flush();
        AssertSame(given, Outbox.Peek(Two, Lane.Telemetry, 10));
    }

    [Fact]
    public void Telemetry_settled_before_it_is_kept_is_not_given_again()
    {
        _ = Outbox.Append(Batch(Telemetry("1"), Telemetry("2"), Telemetry("3")));
        Outbox.Settle(One, [Taken("t", 2, 2)]);
        Assert.Equal(["1", "3"], Texts(One, Lane.Telemetry));
        Flush();
        Assert.Equal(["1", "3"], Texts(One, Lane.Telemetry));
        Assert.Equal(["1", "2", "3"], Texts(Two, Lane.Telemetry));
    }

    [Fact]
    public void Figures_tell_what_is_pending()
    {
        _ = Outbox.Append(Batch(Alarm("1"), Alarm("2"), Alarm("3"), Telemetry("t1"), Telemetry("t2")));
        Outbox.Settle(One, [Taken("alarm", 2, 2), Taken("t", 1, 2)]);

        OutboxStats stats = Outbox.Stats;
        Assert.Equal((2, 0, 0, 0), (stats.PendingAlarms, stats.PendingTelemetry, stats.DroppedTelemetry, stats.DeadLetters));
        Assert.True(stats.Bytes > 0);
        Assert.Null(stats.Fault);
    }

    [Fact]
    public void A_batch_that_cannot_be_kept_is_refused_whole()
    {
        Assert.Throws<ArgumentException>(() => Outbox.Append(new CommitBatch(
            [new StateChange("a", Array.Empty<byte>())], [Alarm("1"), Alarm("2", active: new string('x', 2000))], [])));

        Assert.Empty(States);
        Assert.Empty(Texts(One, Lane.Alarm));
        Assert.Equal(1, Outbox.Append(Batch(Alarm("1")))[0].Seq);
    }

    [Fact]
    public void An_empty_batch_is_kept_without_effect() => Assert.Empty(Outbox.Append(CommitBatch.Empty));

    private static readonly string[] Bodies =
    [
        """{"r":[["ups.load",250,41.5],["ups.mode",250,2],["dc.v",0,null,"bad","commFailure"],["dc.i",3,-0.0125,"uncertain","learning"]]}""",
        """{"origin":"drill","r":[["ups.load",1250,41.6],["dc.v",0,53.5]]}""",
        """{"r":[["ups.mode",250,2],["机房.温度",9,21.125],["ups.mode",240,3]]}""",
        """{ "r": [["ups.load", 250, 41.5]], "more": true }""",
    ];

    private static void AssertSame(IReadOnlyList<OutboxMessage> given, IReadOnlyList<OutboxMessage> found)
    {
        Assert.Equal(given.Select(static m => (m.Epoch, m.Seq, m.Content.At, Sorted(Text(m)))), found.Select(static m => (m.Epoch, m.Seq, m.Content.At, Sorted(Text(m)))));
    }

    /// <summary>A message may tell its points in another order; what it tells of one stays in order.</summary>
    private static string Sorted(string body) => string.Join("],[", body.Split("],[").Select(static r => r.Trim(']', '}')).OrderBy(static r => r.Split(',')[0], StringComparer.Ordinal));

    private List<string> Texts(string consumer, Lane lane, int max = 100) => [.. Outbox.Peek(consumer, lane, max).Select(Short)];

    private static Settlement Again(string stream, long first, long last) => Taken(stream, first, last) with { Again = true };

    private static Settlement Taken(string stream, long first, long last) => new(stream, new SeqRange(first, last));

    private static string Short(OutboxMessage message) => Text(message).Split('"')[3];
}
