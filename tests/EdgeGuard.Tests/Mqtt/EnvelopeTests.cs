using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class EnvelopeTests
{
    private readonly ClockMap _clock = new();

    [Fact]
    public void A_message_is_written_in_the_agreed_form()
    {
        _clock.Set(new(7, DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000), ClockSync.Sync));

        Assert.Equal(
            """{"v":1,"gw":"g1","epoch":"e1","stream":"alarm","seq":42,"boot":7,"ts":1800000001500,"tsq":"sync","body":{"key":"k","flag":"BEGIN"}}""",
            Write(new("e1", 42, Drafts.Alarm("k", at: 1.5))));
    }

    [Fact]
    public void Onset_history_and_what_is_not_durable_are_marked()
    {
        _clock.Set(new(7, DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000), ClockSync.Holdover));
        var message = new OutboxMessage("e1", 1, Drafts.Telemetry(60) with { Onset = Drafts.At(0.25) }, Durable: false);

        Assert.Equal(
            """{"v":1,"gw":"g1","epoch":"e1","stream":"t","seq":1,"boot":7,"ts":1800000060000,"tsq":"holdover","onset":1800000000250,"hist":true,"durable":false,"body":{}}""",
            Write(message, history: true));
    }

    [Fact]
    public void A_clock_that_is_set_later_stamps_the_same_message_anew()
    {
        var message = new OutboxMessage("e1", 1, Drafts.Alarm("k", at: 1));
        string before = Write(message);
        _clock.Set(new(7, DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000), ClockSync.Sync));

        Assert.Contains("\"ts\":1000,\"tsq\":\"unsynced\"", before);
        Assert.Contains("\"ts\":1800000001000,\"tsq\":\"sync\"", Write(message));
    }

    [Fact]
    public void A_body_passes_through_unchanged()
    {
        string body = """{"desc":"温度过高(31.5℃)"}""";

        Assert.EndsWith($"\"body\":{body}}}", Write(new("e1", 1, Drafts.Telemetry(body: body))));
    }

    [Fact]
    public void Writing_allocates_next_to_nothing()
    {
        _clock.Set(new(7, DateTimeOffset.UnixEpoch, ClockSync.Sync));
        using var envelope = new Envelope("g1", _clock, TimeZoneInfo.Utc);
        var message = new OutboxMessage("e1", 1, Drafts.Alarm("k"));
        envelope.Write(message, history: false);

        long before = GC.GetAllocatedBytesForCurrentThread();
        envelope.Write(message, history: false);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
    }

    [Fact]
    public void Status_payloads_are_plain_objects()
    {
        Assert.Equal(
            """{"v":1,"gw":"g1","online":true,"boot":7,"epoch":"e1","seq0":12,"fw":"0.1.0","cfgHash":"c0ffee","clock":"unsynced"}""",
            Encoding.UTF8.GetString(StatusPayload.Online("g1", new(7, "e1", 12, "0.1.0", "c0ffee", ClockSync.Unsynced))));
        Assert.Equal(
            """{"v":1,"gw":"g1","online":false,"boot":7,"reason":"lost"}""",
            Encoding.UTF8.GetString(StatusPayload.Offline("g1", 7, "lost")));
        Assert.Equal(
            """{"v":1,"gw":"g1","online":false,"boot":7,"reason":"stopped","journal":{"n":9,"hash":"ab"}}""",
            Encoding.UTF8.GetString(StatusPayload.Offline("g1", 7, "stopped", new JournalHead(9, "ab"))));
    }

    private string Write(OutboxMessage message, bool history = false)
    {
        using var envelope = new Envelope("g1", _clock, TimeZoneInfo.Utc);
        return Encoding.UTF8.GetString(envelope.Write(message, history).Span);
    }
}
