using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Mqtt;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>Where not the broker's word but the platform's makes a message delivered.</summary>
public sealed class PlatformSettlingTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_message_stays_in_the_outbox_until_the_platform_has_it()
    {
        await using var gateway = new LoopUnderTest(s_patience);
        gateway.Start();
        gateway.Raise(Drafts.Alarm("a"));
        gateway.Raise(Drafts.Event());
        gateway.Raise(Drafts.Telemetry());
        await gateway.UntilAsync(() => gateway.Loop.State.Counters.Published >= 3, "three PUBACKs");
        gateway.Acknowledge("alarm", 1, 1);
        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 1, "the alarm to be settled");
        gateway.Acknowledge("event", 1, 5);
        gateway.Acknowledge("t", 1, long.MaxValue);
        await gateway.AdvanceUntilAsync(() => gateway.Outbox.Stats is { PendingAlarms: 0, PendingTelemetry: 0 });

        Assert.Equal(3, gateway.Publisher.Sent.Count);
        Assert.Empty(gateway.ReplayPublisher.Sent);
    }

    [Fact]
    public async Task A_new_connection_alone_is_no_reason_to_send_again_what_the_platform_has_not_acknowledged()
    {
        await using var gateway = new LoopUnderTest(s_patience);
        gateway.Start();
        gateway.Raise(Drafts.Alarm("a"));
        gateway.Raise(Drafts.Telemetry());
        await gateway.UntilAsync(() => gateway.Loop.State.Counters.Published >= 2, "the PUBACKs");
        gateway.Connection.Lose();
        await gateway.AdvanceUntilAsync(() => gateway.Connection.Attempts == 2);
        gateway.Raise(Drafts.Alarm("b"));
        await gateway.AdvanceUntilAsync(() => gateway.Publisher.Names.Contains("alarm2"));

        Assert.Equal(["alarm1", "alarm2", "t1"], gateway.Publisher.Names.Order());
        Assert.Empty(gateway.ReplayPublisher.Sent);
        Assert.Equal(2, gateway.Outbox.Stats.PendingAlarms);
    }

    [Fact]
    public async Task What_is_not_acknowledged_in_time_is_sent_again_under_its_number_and_touches_no_retained_state()
    {
        await using var gateway = new LoopUnderTest(s_patience);
        gateway.Start();
        gateway.Raise(Drafts.Alarm("a"));
        gateway.Raise(Drafts.Alarm("a", ended: true));
        gateway.Raise(Drafts.Telemetry());
        await gateway.UntilAsync(() => gateway.Loop.State.Counters.Published >= 3, "the PUBACKs");
        gateway.Acknowledge("alarm", 2, 2);
        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 1, "the second to be settled");

        await gateway.AdvanceUntilAsync(() => gateway.ReplayPublisher.Names.Any(), 30);
        Assert.Equal(["alarm1"], gateway.ReplayPublisher.Names);
        await gateway.AdvanceUntilAsync(() => gateway.Publisher.Names.Count(n => n == "t1") == 2, 30);
        Assert.Equal(["alarm1", "alarm2"], gateway.Publisher.Names.Where(n => n != "t1"));
        gateway.Acknowledge("alarm", 1, 1);
        gateway.Acknowledge("t", 1, 1);
        await gateway.AdvanceUntilAsync(() => gateway.Outbox.Stats is { PendingAlarms: 0, PendingTelemetry: 0 });
    }

    [Fact]
    public async Task An_acknowledgement_that_comes_before_the_PUBACK_waits_for_it()
    {
        await using var gateway = new LoopUnderTest(s_patience);
        gateway.Publisher.Auto = _ => null;
        gateway.Start();
        gateway.Raise(Drafts.Alarm("a"));
        await gateway.SentAsync(1);
        gateway.Acknowledge("alarm", 1, 1);
        // Answered after it: the loop takes the one up before the other.
        gateway.Raise(Drafts.Alarm("b"));
        await gateway.SentAsync(2);
        Assert.Equal(2, gateway.Outbox.Stats.PendingAlarms);

        gateway.Publisher.Answer("alarm", 1, PublishResult.Accepted);
        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 1, "the settlement");
        Assert.Equal([new Settlement("alarm", new(1, 1))], gateway.Outbox.Settlements);
    }

    [Fact]
    public async Task An_acknowledgement_of_what_was_never_sent_settles_nothing()
    {
        await using var gateway = new LoopUnderTest(s_patience);
        gateway.Acknowledge("alarm", 1, 100);
        gateway.Start();
        gateway.Raise(Drafts.Alarm("a"));
        await gateway.UntilAsync(() => gateway.Loop.State.Counters.Published >= 1, "the PUBACK");

        Assert.Empty(gateway.Outbox.Settlements);
        Assert.Equal(1, gateway.Outbox.Stats.PendingAlarms);
    }

    [Fact]
    public async Task A_platform_that_acknowledges_nothing_holds_up_telemetry_and_no_alarm()
    {
        await using var gateway = new LoopUnderTest(s_patience, new MqttTuning { AwaitedTelemetry = 30 });
        for (int i = 0; i < 200; i++)
        {
            gateway.Outbox.Append(Drafts.Telemetry());
        }

        gateway.Start();
        await gateway.SentAsync(30);
        for (int i = 0; i < 200; i++)
        {
            gateway.Raise(Drafts.Alarm($"k{i}"));
        }

        await gateway.UntilAsync(() => gateway.Publisher.Names.Contains("alarm200"), "every alarm");
        Assert.Equal(30, gateway.Publisher.Names.Count(n => n[0] == 't'));

        gateway.Acknowledge("t", 1, 30);
        await gateway.AdvanceUntilAsync(() => gateway.Publisher.Names.Contains("t60"));
        Assert.Equal(60, gateway.Publisher.Names.Count(n => n[0] == 't'));
        Assert.Equal(200, gateway.Outbox.Stats.PendingAlarms);
    }

    [Fact]
    public async Task What_the_broker_rejects_is_not_waited_for()
    {
        await using var gateway = new LoopUnderTest(s_patience);
        gateway.Publisher.Auto = _ => new(PublishResult.Rejected, "too large");
        gateway.Start();
        gateway.Raise(Drafts.Alarm("a"));
        await gateway.UntilAsync(() => gateway.Outbox.Stats.PendingAlarms == 0, "the dead letter");

        Assert.Equal([new Settlement("alarm", new(1, 1), "too large")], gateway.Outbox.Settlements);
    }
}
