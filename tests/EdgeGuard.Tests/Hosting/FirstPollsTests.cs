using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class FirstPollsTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Ready_waits_for_the_first_round_of_every_bus()
    {
        var polls = new FirstPolls(2);
        var waiting = polls.WaitAsync(TenSeconds, _clock, TestContext.Current.CancellationToken);

        polls.RoundTried();
        Assert.False(waiting.IsCompleted);
        polls.RoundTried();

        Assert.True(await waiting);
    }

    [Fact]
    public async Task Ready_comes_after_ten_seconds_although_a_bus_has_not_finished_its_round()
    {
        var polls = new FirstPolls(2);
        polls.RoundTried();
        var waiting = polls.WaitAsync(TenSeconds, _clock, TestContext.Current.CancellationToken);

        _clock.Advance(TenSeconds - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_gateway_without_a_bus_is_ready_at_once() =>
        Assert.True(await new FirstPolls(0).WaitAsync(TenSeconds, _clock, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_stop_during_the_wait_ends_it()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var waiting = new FirstPolls(1).WaitAsync(TenSeconds, _clock, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
