using System.Buffers;
using System.Text;
using CsCheck;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class PlatformInboxTests : IPlatformWishes, IDisposable
{
    private const string AckIn = "eg/v1/s1/g1/ack/in";
    private const string SyncIn = "eg/v1/s1/g1/sync/in";
    private readonly Signer _noc = new("noc1", PlatformRight.Ack, PlatformRight.Sync);
    private readonly Signer _acker = new("acker", PlatformRight.Ack);
    private readonly Signer _stranger = new("noc1", PlatformRight.Ack, PlatformRight.Sync);
    private readonly Dictionary<string, long> _counters = [];
    private readonly List<string> _done = [];
    private readonly List<string> _refused = [];
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
    private readonly PlatformGate _gate;
    private readonly PlatformInbox _inbox;
    private ClockSync _sync = ClockSync.Sync;
    private bool _diskFails;

    public PlatformInboxTests()
    {
        _gate = new PlatformGate([_noc.Config, _acker.Config], () => "e1", () => (_time.GetUtcNow(), _sync), Raise);
        _inbox = new PlatformInbox(_gate, new MqttTopics("s1", "g1"), acks: true, this, (who, topic, why) => _refused.Add($"{who ?? "?"} {topic}: {why.En}"), _time);
    }

    [Fact]
    public void Wishes_that_are_signed_are_done()
    {
        Take(SyncIn, _noc.Sign(SyncIn, 1, "\"do\":\"rebirth\""));
        Take(SyncIn, _noc.Sign(SyncIn, 2, "\"do\":\"alarms\""));
        Take(SyncIn, _noc.Sign(SyncIn, 3, "\"do\":\"replay\",\"stream\":\"alarm\",\"from\":7"));
        Take(SyncIn, _noc.Sign(SyncIn, 9, "\"do\":\"replay\",\"stream\":\"t\",\"from\":7,\"to\":7,\"more\":{\"x\":[1]}"));
        Take(AckIn, _acker.Sign(AckIn, 1, "\"stream\":\"t\",\"ranges\":[[1,3],[7,7]]"));

        Assert.Empty(_refused);
        Assert.Equal(
            ["noc1 rebirth", "noc1 alarms", $"noc1 replay alarm 7-{long.MaxValue}", "noc1 replay t 7-7", "ack t 1-3 7-7"],
            _done);
        Assert.Equal(9, _counters["noc1"]);
    }

    [Fact]
    public void A_message_counts_once_and_only_forward()
    {
        byte[] second = _noc.Sign(SyncIn, 2, "\"do\":\"rebirth\"");
        Take(SyncIn, second);
        Take(SyncIn, second);
        Take(SyncIn, _noc.Sign(SyncIn, 1, "\"do\":\"alarms\""));

        Assert.Equal(["noc1 rebirth"], _done);
        Assert.Equal(["noc1 sync/in: counter 2 is not above the last one", "noc1 sync/in: counter 1 is not above the last one"], _refused);
    }

    [Fact]
    public void What_is_signed_for_another_gateway_topic_or_epoch_is_refused()
    {
        Take(SyncIn, _noc.Sign("eg/v1/s1/g2/sync/in", 1, "\"do\":\"rebirth\""));
        Take(SyncIn, _noc.Sign(AckIn, 1, "\"do\":\"rebirth\""));
        Take(SyncIn, _noc.Sign(SyncIn, 1, "\"do\":\"rebirth\"", epoch: "e0"));

        Assert.Equal(
            ["noc1 sync/in: it was signed for another topic", "noc1 sync/in: it was signed for another topic", "noc1 sync/in: it was signed for another epoch"],
            _refused);
        Assert.Empty(_counters);
    }

    [Fact]
    public void A_key_does_only_what_it_may()
    {
        Take(SyncIn, _acker.Sign(SyncIn, 1, "\"do\":\"rebirth\""));
        Take(SyncIn, _stranger.Sign(SyncIn, 1, "\"do\":\"rebirth\""));
        Take(SyncIn, Encoding.UTF8.GetBytes("""{"key":"nobody","sig":"AAAA","body":"AAAA"}"""));

        Assert.Equal(
            ["acker sync/in: this key has no right to do so", "? sync/in: the signature is not that of noc1", "? sync/in: there is no such key"],
            _refused);
        Assert.Empty(_done);
    }

    [Fact]
    public void What_has_expired_is_refused_and_so_is_what_may_have()
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        Take(SyncIn, _noc.Sign(SyncIn, 1, $"\"do\":\"rebirth\",\"exp\":{now - 1}"));
        _sync = ClockSync.Unsynced;
        Take(SyncIn, _noc.Sign(SyncIn, 1, $"\"do\":\"rebirth\",\"exp\":{now + 60_000}"));
        _sync = ClockSync.Holdover;
        Take(SyncIn, _noc.Sign(SyncIn, 1, $"\"do\":\"rebirth\",\"exp\":{now + 60_000}"));

        Assert.Equal(["noc1 sync/in: it has expired", "noc1 sync/in: it expires, and the clock is not set"], _refused);
        Assert.Equal(["noc1 rebirth"], _done);
    }

    [Fact]
    public void A_counter_that_cannot_be_kept_lets_nothing_happen()
    {
        _diskFails = true;
        Take(SyncIn, _noc.Sign(SyncIn, 1, "\"do\":\"rebirth\""));

        Assert.Empty(_done);
        Assert.Equal(["noc1 sync/in: its counter cannot be kept: disk full"], _refused);
    }

    [Theory]
    [InlineData(AckIn, "\"stream\":\"t\"")]
    [InlineData(AckIn, "\"stream\":\"t\",\"ranges\":[[0,3]]")]
    [InlineData(AckIn, "\"stream\":\"t\",\"ranges\":[[3,2]]")]
    [InlineData(AckIn, "\"stream\":\"t\",\"ranges\":[[1,2,3]]")]
    [InlineData(AckIn, "\"stream\":\"t\",\"ranges\":[null]")]
    [InlineData(SyncIn, "\"do\":\"reboot\"")]
    [InlineData(SyncIn, "\"do\":\"replay\",\"from\":1")]
    [InlineData(SyncIn, "\"do\":\"replay\",\"stream\":\"t\"")]
    [InlineData(SyncIn, "\"do\":\"replay\",\"stream\":\"t\",\"from\":5,\"to\":4")]
    [InlineData(SyncIn, "\"do\":\"rebirth\",\"do\":\"alarms\"")]
    public void What_is_signed_and_means_nothing_is_refused(string topic, string rest)
    {
        Take(topic, _noc.Sign(topic, 1, rest));

        Assert.Single(_refused);
        Assert.Empty(_done);
    }

    [Fact]
    public void No_bytes_make_it_throw_or_do_anything()
    {
        byte[] good = _noc.Sign(SyncIn, 1, "\"do\":\"rebirth\"");
        Gen<byte[]> torn = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, (at, value) =>
        {
            byte[] changed = [.. good];
            changed[at] = value;
            return changed;
        }).Where(changed => !changed.AsSpan().SequenceEqual(good));
        Gen.OneOf(Gen.Byte.Array[0, 300], torn, Gen.Int[0, good.Length - 1].Select(length => good[..length]))
            .Sample(bytes =>
            {
                Take(SyncIn, bytes);
                return true;
            }, iter: 500, threads: 1);

        // A bit beyond what base64 carries, or in white space, may change and mean the same.
        Assert.True(_done.Count <= 1, $"{_done.Count}");
    }

    [Fact]
    public async Task A_flood_is_counted_and_told_in_few_words()
    {
        for (int i = 0; i < 500; i++)
        {
            _inbox.Inbound.Take(SyncIn, new ReadOnlySequence<byte>(new byte[10]));
        }

        _inbox.Inbound.Take(SyncIn, new ReadOnlySequence<byte>(new byte[70_000]));
        _inbox.Inbound.Take("eg/v1/s1/g1/else", new ReadOnlySequence<byte>(new byte[10]));
        using var stop = new CancellationTokenSource();
        Task running = _inbox.RunAsync(stop.Token);
        await Until.TrueAsync(() => _inbox.Refused == 501, "all to be counted");
        Assert.Equal(6, _refused.Count);

        _time.Advance(TimeSpan.FromMinutes(10));
        Take(SyncIn, []);
        Assert.EndsWith("(495 more were refused before)", _refused[^1], StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    void IPlatformWishes.Acknowledge(string stream, IReadOnlyList<SeqRange> ranges) =>
        _done.Add($"ack {stream} {string.Join(' ', ranges.Select(r => $"{r.First}-{r.Last}"))}");

    void IPlatformWishes.Rebirth(string by) => _done.Add($"{by} rebirth");

    void IPlatformWishes.TellAlarms(string by) => _done.Add($"{by} alarms");

    void IPlatformWishes.Replay(string by, string stream, SeqRange range) => _done.Add($"{by} replay {stream} {range.First}-{range.Last}");

    public void Dispose()
    {
        _gate.Dispose();
        _noc.Dispose();
        _acker.Dispose();
        _stranger.Dispose();
    }

    private void Take(string topic, byte[] payload) => _inbox.Take(topic, payload);

    private bool Raise(string key, long n)
    {
        if (_diskFails)
        {
            throw new OutboxFaultException("disk full");
        }

        bool rises = n > _counters.GetValueOrDefault(key, long.MinValue);
        if (rises)
        {
            _counters[key] = n;
        }

        return rises;
    }
}
