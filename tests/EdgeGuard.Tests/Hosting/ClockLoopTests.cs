using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Replay;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class ClockLoopTests
{
    private readonly SteppedClock _time = new();
    private readonly ClockMap _clocks = new();
    private readonly List<BootClock> _kept = [];
    private readonly List<ClockInput> _told = [];
    private bool _takes = true;
    private int _steps;
    private readonly List<ClockStep> _changes = [];
    private DateTimeOffset? _newest;
    private bool _synced;

    [Fact]
    public void A_clock_that_is_set_later_restamps_what_was_recorded_before()
    {
        (ClockLoop loop, BootTime clock) = Make();
        loop.Look();
        MonotonicTime recorded = clock.Now;
        Assert.Equal((DateTimeOffset.UnixEpoch, ClockSync.Unsynced), _clocks.Resolve(recorded));

        _time.Advance(TimeSpan.FromMinutes(1));
        _time.Step = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch;
        _synced = true;
        loop.Look();

        Assert.Equal((new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ClockSync.Sync), _clocks.Resolve(recorded));
        Assert.Equal(1, _steps);
        Assert.Equal(2, _kept.Count);
    }

    [Fact]
    public void A_clock_that_runs_on_is_kept_once()
    {
        (ClockLoop loop, _) = Make();
        for (int i = 0; i < 10; i++)
        {
            loop.Look();
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Single(_kept);
        Assert.Equal(0, _steps);
    }

    [Fact]
    public void Alarms_are_told_once_the_clock_can_be_trusted_and_again_when_it_was_set_anew()
    {
        (ClockLoop loop, BootTime clock) = Make();
        loop.Look();
        Assert.Empty(_told);

        _synced = true;
        loop.Look();
        loop.Look();
        Assert.Equal(new ClockInput(clock.Now, _time.GetUtcNow()), Assert.Single(_told));

        _time.Step = TimeSpan.FromHours(1);
        loop.Look();
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromHours(1)], _told.Select(t => t.Utc - DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void What_could_not_be_told_is_told_at_the_next_look()
    {
        (ClockLoop loop, _) = Make();
        (_synced, _takes) = (true, false);
        loop.Look();
        _takes = true;
        loop.Look();
        loop.Look();

        Assert.Single(_told);
    }

    [Fact]
    public void Every_change_is_told_with_the_time_from_which_those_of_the_run_follow()
    {
        (ClockLoop loop, _) = Make();
        loop.Look();
        _time.Advance(TimeSpan.FromMinutes(1));
        _time.Step = TimeSpan.FromDays(20_000);
        _synced = true;
        loop.Look();
        loop.Look();
        _synced = false;
        loop.Look();

        Assert.Equal(
            [
                "Clock never synchronised; run 1 = 1970-01-01T00:00:00.000Z",
                "Clock stepped by +1728000000.000 s, synchronised; run 1 = 2024-10-04T00:00:00.000Z",
                "Clock was synchronised; run 1 = 2024-10-04T00:00:00.000Z",
            ],
            _changes.Select(static c => c.Text.En));
        // The first setting of a clock that began in 1970 is no jump.
        Assert.All(_changes, static c => Assert.Null(c.Jump));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-2)]
    public void A_trusted_clock_that_jumps_by_more_than_a_day_is_told_and_not_trusted_for_half_a_day(int days)
    {
        (ClockLoop loop, _) = Make();
        _synced = true;
        _time.Step = TimeSpan.FromDays(20_000);
        loop.Look();
        _time.Advance(TimeSpan.FromHours(1));

        _time.Step += TimeSpan.FromDays(days);
        loop.Look();
        loop.Look();

        Words jump = Assert.Single(_changes.Select(static c => c.Jump).OfType<Words>());
        Assert.Contains("2024-10-04T01:00:00.000Z", jump.En, StringComparison.Ordinal);
        Assert.Contains(UtcText.Of(_time.GetUtcNow().UtcTicks), jump.Zh, StringComparison.Ordinal);
        Assert.Equal(ClockSync.Holdover, loop.Sync);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromHours(1), _clocks.Resolve(new MonotonicTime(1, TimeSpan.Zero)).Utc);

        _time.Advance(TimeSpan.FromHours(12));
        loop.Look();
        Assert.Equal(ClockSync.Sync, loop.Sync);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void An_hour_is_a_step_and_no_jump()
    {
        (ClockLoop loop, _) = Make();
        _synced = true;
        loop.Look();
        _time.Step = TimeSpan.FromHours(1);
        loop.Look();

        Assert.Equal((1, ClockSync.Sync), (_steps, loop.Sync));
        Assert.All(_changes, static c => Assert.Null(c.Jump));
    }

    [Theory]
    [InlineData(-365, true)]
    [InlineData(-100, false)]
    [InlineData(0.5, false)]
    [InlineData(2, true)]
    public void The_first_trusted_time_of_a_run_is_held_against_the_newest_record_of_those_before(double newestDays, bool jumped)
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddDays(20_000);
        _newest = now.AddDays(newestDays);
        (ClockLoop loop, _) = Make();
        loop.Look();
        _time.Step = TimeSpan.FromDays(20_000);
        _synced = true;
        loop.Look();

        Assert.Equal(jumped, _changes[^1].Jump is not null);
        Assert.Equal(jumped ? ClockSync.Holdover : ClockSync.Sync, loop.Sync);
    }

    private bool Tell(ClockInput input)
    {
        if (_takes)
            _told.Add(input);
        return _takes;
    }

    private (ClockLoop, BootTime) Make()
    {
        var clock = new BootTime(1, _time);
        var probe = new ClockSyncProbe(Read);
        return (new ClockLoop(clock, _time, _clocks, probe, _kept.Add, step => { _changes.Add(step); _steps += step.Moved == TimeSpan.Zero ? 0 : 1; }, Tell, _newest), clock);
    }

    private int Read(ref KernelTimex timex, out int errno)
    {
        errno = 0;
        timex.Status = _synced ? 0 : 0x40;
        return _synced ? 0 : 5;
    }

    /// <summary>A machine whose wall clock is set while its monotonic clock runs on.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private readonly FakeTimeProvider _inner = new(DateTimeOffset.UnixEpoch);

        public TimeSpan Step { get; set; }

        public void Advance(TimeSpan by) => _inner.Advance(by);

        public override long TimestampFrequency => _inner.TimestampFrequency;

        public override long GetTimestamp() => _inner.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + Step;
    }
}
