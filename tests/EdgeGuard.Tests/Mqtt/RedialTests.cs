using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Tests.Mqtt;

/// <summary>A connection that is made anew because what the gateway announces has changed.</summary>
public sealed class RedialTests
{
    [Fact]
    public async Task Alarms_that_wait_go_first_and_the_next_connection_comes_without_a_pause()
    {
        await using LoopUnderTest gateway = new();
        gateway.Publisher.Auto = _ => null;
        gateway.Start();
        await gateway.UntilAsync(() => gateway.Loop.State.Connected, "a connection");
        gateway.Raise(Drafts.Alarm("a"));

        gateway.Loop.Redial();
        await gateway.SentAsync(1);
        Assert.False(gateway.Connection.Stopped);
        gateway.Publisher.Answer("alarm", 1, PublishResult.Accepted);

        // Time does not go on: a pause before the second attempt would never end.
        await gateway.UntilAsync(() => gateway.Connection.Attempts == 2 && gateway.Loop.State.Connected, "the next connection");
        Assert.True(gateway.Connection.Stopped);
    }

    [Fact]
    public async Task Without_a_connection_the_next_attempt_comes_when_it_is_due_and_is_not_ended_again()
    {
        await using LoopUnderTest gateway = new();
        gateway.Connection.Refusal = "away";
        gateway.Start();
        await gateway.UntilAsync(() => gateway.Connection.Attempts == 1, "an attempt");
        gateway.Loop.Redial();
        gateway.Connection.Refusal = null;

        await gateway.AdvanceUntilAsync(() => gateway.Loop.State.Connected);

        Assert.False(gateway.Connection.Stopped);
    }
}
