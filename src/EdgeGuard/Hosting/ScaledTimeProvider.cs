namespace EdgeGuard.Gateway.Hosting;

/// <summary>The time of a room that runs faster than ours: every clock and timer of it goes at the same multiple.</summary>
internal sealed class ScaledTimeProvider(double speed) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _utcStart = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + (long)((System.GetTimestamp() - _start) * speed);

    public override DateTimeOffset GetUtcNow() => _utcStart + System.GetElapsedTime(_start) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan span)
    {
        if (span <= TimeSpan.Zero)
            return span;
        // The system's timers count milliseconds; a period that rounds to none would fire once only.
        TimeSpan scaled = span / speed;
        TimeSpan least = TimeSpan.FromMilliseconds(1);
        return scaled < least ? least : scaled;
    }

    private sealed class ScaledTimer(ITimer timer, ScaledTimeProvider time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Scale(dueTime), time.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
