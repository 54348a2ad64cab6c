using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Hosting;
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
        return (new ClockLoop(clock, _time, _clocks, probe, _kept.Add, () => _steps++, Tell), clock);
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
