using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Modbus.Tests;

/// <summary>A clock that knows whether somebody pauses on it, so that a test lets time pass only while the code under test waits.</summary>
internal sealed class TestClock : FakeTimeProvider
{
    private int _pausing;

    /// <summary>A periodic timer runs and has not fired: pauses are made of these, time-outs are not.</summary>
    public bool IsPausing => Volatile.Read(ref _pausing) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Tracked(this, callback, state, dueTime, period);

    /// <summary>A timer of the test itself, which is no pause.</summary>
    public ITimer CreatePlainTimer(Action callback, TimeSpan period) => base.CreateTimer(_ => callback(), null, period, period);

    private ITimer CreateInner(TimerCallback callback, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, null, dueTime, period);

    private sealed class Tracked : ITimer
    {
        private readonly TestClock _clock;
        private readonly ITimer _inner;
        private int _armed;

        public Tracked(TestClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _inner = clock.CreateInner(
                _ =>
                {
                    Arm(0);
                    callback(state);
                },
                dueTime,
                period);
            Arm(period == Timeout.InfiniteTimeSpan ? 0 : 1);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = _inner.Change(dueTime, period);
            Arm(period == Timeout.InfiniteTimeSpan ? 0 : 1);
            return changed;
        }

        public void Dispose()
        {
            Arm(0);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Arm(0);
            return _inner.DisposeAsync();
        }

        private void Arm(int armed) => Interlocked.Add(ref _clock._pausing, armed - Interlocked.Exchange(ref _armed, armed));
    }
}
