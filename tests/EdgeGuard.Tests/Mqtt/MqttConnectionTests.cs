using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class MqttConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broker_that_does_not_speak_5_is_spoken_to_in_3_1_1(bool closesAtOnce)
    {
        await using var broker = new FakeBroker(p => p switch
        {
            { Type: FakeBroker.Connect } when p.Body[6] == 5 => closesAtOnce ? null : [0x20, 2, 0, 1],
            _ => FakeBroker.Agree(p, v5: false),
        });
        using MqttConnection connection = Connection(broker.Port);

        BrokerSession session = await connection.ConnectAsync(Cancel);

        Assert.Equal("3.1.1", session.Protocol);
        Assert.Equal([5, 4], broker.Levels);
        Assert.Equal(PublishResult.Accepted, (await connection.PublishAsync("a/b", Drafts.Json("{}"), false, Cancel)).Result);
    }

    [Fact]
    public async Task A_broker_that_answers_unsupported_version_in_5_is_spoken_to_in_3_1_1()
    {
        await using var broker = new FakeBroker(p =>
            p.Type == FakeBroker.Connect && p.Body[6] == 5 ? [0x20, 3, 0, 0x84, 0] : FakeBroker.Agree(p, v5: false));
        using MqttConnection connection = Connection(broker.Port);

        Assert.Equal("3.1.1", (await connection.ConnectAsync(Cancel)).Protocol);
    }

    [Fact]
    public async Task Where_5_is_wanted_nothing_else_is_tried()
    {
        await using var broker = new FakeBroker(_ => null);
        using MqttConnection connection = Connection(broker.Port, c => c with { Protocol = MqttProtocol.V5 });

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.ConnectAsync(Cancel));
        Assert.Equal([5], broker.Levels);
    }

    [Theory]
    [InlineData(MqttProtocol.Auto, new[] { 5, 4 })]
    [InlineData(MqttProtocol.V311, new[] { 4 })]
    public async Task What_closes_at_every_CONNECT_is_a_broker_that_is_not_there_yet(MqttProtocol protocol, int[] tried)
    {
        await using var broker = new FakeBroker(_ => null);
        using MqttConnection connection = Connection(broker.Port, c => c with { Protocol = protocol });

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.ConnectAsync(Cancel));
        Assert.Equal(tried, broker.Levels);
    }

    [Fact]
    public async Task A_refused_password_is_told_and_not_mistaken_for_an_old_broker()
    {
        await using var broker = new FakeBroker(_ => [0x20, 3, 0, 0x86, 0]);
        using MqttConnection connection = Connection(broker.Port);

        var e = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.ConnectAsync(Cancel));
        Assert.Contains("BadUserNameOrPassword", e.Message);
        Assert.Equal([5], broker.Levels);
    }

    [Fact]
    public async Task A_port_nobody_listens_on_is_told()
    {
        int port;
        await using (var broker = new FakeBroker(_ => null))
        {
            port = broker.Port;
        }

        using MqttConnection connection = Connection(port);
        var e = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.ConnectAsync(Cancel));
        Assert.Contains("refused", e.Message);
    }

    [Fact]
    public async Task A_packet_that_claims_256_MB_ends_the_connection_before_memory_is_taken()
    {
        bool armed = false;
        await using var broker = new FakeBroker(p => armed && p.Type == FakeBroker.Publish
            ? [0x30, 0xFF, 0xFF, 0xFF, 0x7F, 0, 1, (byte)'a', .. new byte[64]]
            : FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port);
        BrokerSession session = await connection.ConnectAsync(Cancel);

        armed = true;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        PublishOutcome outcome = await connection.PublishAsync("a/b", Drafts.Json("{}"), false, Cancel);
        string reason = await session.Closed.WaitAsync(TimeSpan.FromSeconds(5), Cancel);

        Assert.Equal(PublishResult.Unavailable, outcome.Result);
        Assert.Contains("announced a packet", reason);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task A_clock_step_makes_it_ask_at_once_whether_the_broker_is_there()
    {
        var time = new FakeTimeProvider();
        await using var broker = new FakeBroker(p => FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port, time: time);
        BrokerSession session = await connection.ConnectAsync(Cancel);

        connection.NotifyClockStep();
        await Until.TrueAsync(() => broker.Count(FakeBroker.PingRequest) == 1, "a ping without any time passing");
        Assert.False(session.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_large_message_is_given_the_time_that_its_bytes_take_on_a_slow_link()
    {
        var time = new FakeTimeProvider();
        byte[] large = new byte[10 * 8192];
        await using var broker = new FakeBroker(p => p.Type == FakeBroker.Publish && p.Body.Length > large.Length ? [] : FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port, time: time);
        await connection.ConnectAsync(Cancel);
        int told = broker.Count(FakeBroker.Publish);

        Task<PublishOutcome> sent = connection.PublishAsync("a/b", large, false, Cancel).AsTask();
        await Until.TrueAsync(() => broker.Count(FakeBroker.Publish) > told, "the message");
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(sent.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        PublishOutcome outcome = await sent.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal(PublishResult.Unavailable, outcome.Result);
        Assert.Contains("no acknowledgement within 30", outcome.Reason);
    }

    [Fact]
    public async Task It_pings_by_monotonic_time_and_ends_a_connection_that_does_not_answer()
    {
        var time = new FakeTimeProvider();
        bool deaf = false;
        await using var broker = new FakeBroker(p => deaf && p.Type == FakeBroker.PingRequest ? [] : FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port, time: time);
        BrokerSession session = await connection.ConnectAsync(Cancel);

        await Until.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return broker.Count(FakeBroker.PingRequest) >= 2;
            },
            "pings");
        Assert.False(session.Closed.IsCompleted);

        deaf = true;
        await Until.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return session.Closed.IsCompleted;
            },
            "the end");
        Assert.Contains("no answer to a ping", await session.Closed);
    }

    [Fact]
    public async Task A_missing_acknowledgement_ends_the_connection()
    {
        var time = new FakeTimeProvider();
        int publishes = 0;
        await using var broker = new FakeBroker(p =>
            p.Type == FakeBroker.Publish && Interlocked.Increment(ref publishes) > 2 ? [] : FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port, time: time);
        BrokerSession session = await connection.ConnectAsync(Cancel);

        Task<PublishOutcome> sending = connection.PublishAsync("a/b", Drafts.Json("{}"), false, Cancel).AsTask();
        await Until.TrueAsync(() => publishes == 3, "the publish");
        time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(PublishResult.Unavailable, (await sending.WaitAsync(TimeSpan.FromSeconds(10), Cancel)).Result);
        Assert.Contains("no acknowledgement", await session.Closed);
    }

    [Theory]
    [InlineData(0x80, "Unavailable")]
    [InlineData(0x83, "Unavailable")]
    [InlineData(0x87, "Rejected")]
    [InlineData(0x90, "Rejected")]
    [InlineData(0x97, "Unavailable")]
    [InlineData(0x99, "Rejected")]
    [InlineData(0x10, "Accepted")]
    public async Task The_reason_code_decides_whether_a_message_is_tried_again(byte code, string expected)
    {
        int publishes = 0;
        await using var broker = new FakeBroker(p =>
            p.Type == FakeBroker.Publish && Interlocked.Increment(ref publishes) > 2 ? FakeBroker.PubAck(p, code) : FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port);
        await connection.ConnectAsync(Cancel);

        PublishOutcome outcome = await connection.PublishAsync("a/b", Drafts.Json("{}"), false, Cancel);

        Assert.Equal(expected, outcome.Result.ToString());
    }

    [Fact]
    public async Task What_is_larger_than_the_broker_takes_is_rejected_and_never_sent()
    {
        await using var broker = new FakeBroker(p =>
            p.Type == FakeBroker.Connect ? [0x20, 8, 0, 0, 5, 0x27, 0, 0, 1, 0] : FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port);
        await connection.ConnectAsync(Cancel);

        PublishOutcome fits = await connection.PublishAsync("a/b", new byte[256 - 11], false, Cancel);
        PublishOutcome tooLarge = await connection.PublishAsync("a/b", new byte[256 - 10], false, Cancel);

        Assert.Equal(PublishResult.Accepted, fits.Result);
        Assert.Equal(256, broker.Packets.Last().Body.Length + 3);
        Assert.Equal(new(PublishResult.Rejected, "too large: 257 bytes, the broker takes 256"), tooLarge);
    }

    [Fact]
    public async Task A_stop_says_offline_and_then_disconnects()
    {
        await using var broker = new FakeBroker(p => FakeBroker.Agree(p, v5: true));
        using MqttConnection connection = Connection(broker.Port);
        await connection.ConnectAsync(Cancel);
        await connection.StopAsync(Cancel);

        await Until.TrueAsync(() => broker.Count(FakeBroker.Disconnect) == 1, "DISCONNECT");
        Assert.Contains("\"reason\":\"stopped\"", System.Text.Encoding.UTF8.GetString(broker.Packets.Last(p => p.Type == FakeBroker.Publish).Body));
        Assert.Equal(FakeBroker.Disconnect, broker.Packets.Last().Type);
    }

    [Fact]
    public async Task The_newest_journal_line_is_told_at_the_birth_whenever_it_is_another_and_at_the_stop()
    {
        await using var broker = new FakeBroker(p => FakeBroker.Agree(p, v5: true));
        var head = new JournalHead(1, "aa");
        using MqttConnection connection = Connection(broker.Port, birth: () => new Birth(7, "e1", 1, "0.1.0", "c0ffee", ClockSync.Sync, head));
        await connection.ConnectAsync(Cancel);
        await connection.RefreshStatusAsync(Cancel);
        Assert.Equal(["1"], Told());

        head = new JournalHead(2, "bb");
        await connection.RefreshStatusAsync(Cancel);
        await connection.RefreshStatusAsync(Cancel);
        Assert.Equal(["1", "2"], Told());

        head = new JournalHead(3, "cc");
        await connection.StopAsync(Cancel);
        await connection.RefreshStatusAsync(Cancel);
        await Until.TrueAsync(() => Told().Count == 3, "the last status");
        Assert.Equal(["1", "2", "3"], Told());

        List<string> Told() =>
        [
            .. broker.Packets.Where(static p => p.Type == FakeBroker.Publish).Select(static p => System.Text.Encoding.UTF8.GetString(p.Body))
                .Where(static body => body.Contains("\"journal\":{\"n\":", StringComparison.Ordinal))
                .Select(static body => body.Split("\"journal\":{\"n\":")[1].Split(',')[0]),
        ];
    }

    private static MqttConnection Connection(
        int port, Func<MqttConfig, MqttConfig>? change = null, TimeProvider? time = null, Func<Birth>? birth = null)
    {
        var config = new MqttConfig { Broker = new($"mqtt://127.0.0.1:{port}") };
        return new(
            change?.Invoke(config) ?? config,
            new("g1", "s1"),
            birth ?? (() => new Birth(7, "e1", 1, "0.1.0", "c0ffee", ClockSync.Sync)),
            () => Drafts.Json("{}"),
            new(),
            time ?? TimeProvider.System);
    }
}
