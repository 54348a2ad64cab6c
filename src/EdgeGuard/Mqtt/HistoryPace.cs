namespace EdgeGuard.Gateway.Mqtt;

/// <summary>Lets so many late messages a second pass.</summary>
internal sealed class HistoryPace(double perSecond, TimeProvider time)
{
    /// <summary>What a timer that fires late may be made up for.</summary>
    private readonly long _slack = time.TimestampFrequency / 20;

    private long _next = time.GetTimestamp();

    /// <summary>How long until one may pass; zero: now.</summary>
    public TimeSpan Wait()
    {
        long left = _next - time.GetTimestamp();
        return left > 0 ? TimeSpan.FromSeconds((double)left / time.TimestampFrequency) : TimeSpan.Zero;
    }

    public void Passed() =>
        _next = Math.Max(_next, time.GetTimestamp() - _slack) + (long)(time.TimestampFrequency / perSecond);
}
