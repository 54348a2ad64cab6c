namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// What one loop shows the watchdog: that it goes round. A step says "I tried", not "it worked": a bus whose devices are all dead
/// still tries them one after the other.
/// </summary>
/// <param name="name">As people shall read it in the journal: <c>pipeline</c>, <c>bus rs485-power</c>.</param>
/// <param name="allowedSilence">
/// The longest time between two steps of a healthy loop: one poll with its retries and timeouts at their longest, or one waiting,
/// whichever is longer. A loop that waits long (a device backed off) wakes up in between to step.
/// </param>
internal sealed class Progress(string name, TimeSpan allowedSilence)
{
    private long _steps;

    public string Name { get; } = name;

    public TimeSpan AllowedSilence { get; } = allowedSilence;

    public long Steps => Interlocked.Read(ref _steps);

    /// <summary>Any thread; costs nothing worth counting.</summary>
    public void Step() => Interlocked.Increment(ref _steps);
}
