using EdgeGuard.Gateway.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class WatchdogLoopTests
{
    private const string Ping = "WATCHDOG=1";
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(7.5);
    private static readonly WatchdogSettings Settings = new(TimeSpan.FromSeconds(30));

    private readonly FakeManager _manager = new();
    private readonly RecordingLogger<WatchdogLoop> _logger = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly Progress _pipeline = new("pipeline", TimeSpan.FromSeconds(10));
    private readonly Progress _bus = new("bus rs485", TimeSpan.FromSeconds(20));

    [Fact]
    public void It_pings_at_every_look_while_all_loops_step()
    {
        var loop = NewLoop();

        for (var i = 0; i < 10; i++)
        {
            _pipeline.Step();
            _bus.Step();
            loop.RunOnce(Turn);
        }

        Assert.Equal(10, _manager.Count(Ping));
        Assert.Empty(loop.Stalled);
        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public void A_loop_may_be_silent_as_long_as_its_own_limit_allows()
    {
        var loop = NewLoop();

        LookWhile(loop, looks: 2, _pipeline); // 15 s: below the bus's 20 s

        Assert.Equal(2, _manager.Count(Ping));
    }

    [Fact]
    public void A_stalled_loop_ends_the_pings_and_is_named_once_in_the_log_and_in_the_status()
    {
        var loop = NewLoop();

        LookWhile(loop, looks: 6, _pipeline);

        Assert.Equal(2, _manager.Count(Ping));
        Assert.Equal(1, _manager.Count("STATUS=stalled: bus rs485"));
        Assert.Equal(["bus rs485"], loop.Stalled);
        var (level, text) = Assert.Single(_logger.Lines);
        Assert.Equal(LogLevel.Critical, level);
        Assert.Contains("bus rs485", text);
    }

    [Fact]
    public void A_stalled_loop_is_restarted_within_two_periods_of_its_last_step()
    {
        var loop = NewLoop();

        _pipeline.Step(); // its last
        var frozen = TimeSpan.Zero;
        var lastPing = TimeSpan.Zero;
        for (var told = -1; told < _manager.Count(Ping);)
        {
            told = _manager.Count(Ping);
            _bus.Step();
            lastPing = frozen;
            loop.RunOnce(Turn);
            frozen += Turn;
        }

        Assert.True(lastPing + Settings.Period <= 2 * Settings.Period, $"last ping {lastPing} after the freeze");
    }

    [Fact]
    public void Two_stalled_loops_are_both_named()
    {
        var loop = NewLoop();

        LookWhile(loop, looks: 3);

        Assert.Equal(["pipeline", "bus rs485"], loop.Stalled);
        Assert.Equal(1, _manager.Count("STATUS=stalled: pipeline, bus rs485"));
    }

    [Fact]
    public void A_loop_that_comes_back_by_itself_is_pinged_for_again()
    {
        var loop = NewLoop();
        LookWhile(loop, looks: 4, _pipeline);
        var before = _manager.Count(Ping);

        LookWhile(loop, looks: 1, _pipeline, _bus);

        Assert.Equal(before + 1, _manager.Count(Ping));
        Assert.Empty(loop.Stalled);
        Assert.Contains(_logger.Lines, static line => line.Text.Contains("again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_process_that_was_frozen_as_a_whole_finds_nobody_stalled_when_it_wakes()
    {
        var loop = NewLoop();
        LookWhile(loop, looks: 1, _pipeline, _bus);

        loop.RunOnce(TimeSpan.FromHours(3));

        Assert.Equal(2, _manager.Count(Ping));
        Assert.Empty(loop.Stalled);
    }

    [Fact]
    public async Task It_pings_at_once_and_then_four_times_a_period_until_it_is_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = NewLoop().RunAsync(stop.Token);
        Assert.Equal(1, _manager.Count(Ping));

        for (var i = 1; i <= 4; i++)
        {
            _pipeline.Step();
            _bus.Step();
            _clock.Advance(Turn);
            await PingsAsync(i + 1);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private WatchdogLoop NewLoop() => new(_manager.NewNotifier(), [_pipeline, _bus], Settings, _clock, _logger);

    private static void LookWhile(WatchdogLoop loop, int looks, params Progress[] stepping)
    {
        for (var i = 0; i < looks; i++)
        {
            foreach (var progress in stepping)
            {
                progress.Step();
            }

            loop.RunOnce(Turn);
        }
    }

    /// <summary>The loop goes on on a pool thread after its timer fired.</summary>
    private async Task PingsAsync(int expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_manager.Count(Ping) < expected)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(expected, _manager.Count(Ping));
    }
}
