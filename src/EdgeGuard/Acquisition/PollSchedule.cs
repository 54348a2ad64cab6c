namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// When one device is polled next. A device that keeps failing is tried less often, so that the time it takes from the
/// living ones on its bus stays small; it is always tried.
/// </summary>
internal sealed class PollSchedule(TimeSpan period)
{
    /// <summary>Failed polls before the device is tried less often.</summary>
    private const int Patience = 3;

    /// <summary>A dead device may take a tenth of the bus's time, shared by all dead ones [our default].</summary>
    private const int LiveShare = 10;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private int _failures;
    private volatile bool _wanted;

    /// <summary>Monotonic time of the next regular poll; a new device is due at once.</summary>
    public TimeSpan Due { get; private set; }

    public bool GivenUp => _failures >= Patience;

    public bool IsDue(TimeSpan now) => _wanted || Due <= now;

    /// <summary>Asks for a poll out of turn; from any thread.</summary>
    public void Want() => _wanted = true;

    /// <summary>The poll begins: what is asked for from now on asks for the one after it.</summary>
    public void Begin() => _wanted = false;

    /// <param name="started">When the poll began.</param>
    /// <param name="ended">When it was over.</param>
    /// <param name="failed">The device did not answer.</param>
    /// <param name="dead">Devices of this bus that are given up, before this poll was counted.</param>
    /// <param name="shared">Other devices share the bus.</param>
    public void Polled(TimeSpan started, TimeSpan ended, bool failed, int dead, bool shared)
    {
        _failures = failed ? _failures + 1 : 0;
        // A poll out of turn leaves the rhythm as it is.
        if (Due <= started)
            Due += period;
        // After a stall the polls that were missed are not made up for.
        if (Due <= ended)
            Due = ended + period - TimeSpan.FromTicks((ended - Due).Ticks % period.Ticks);
        if (!GivenUp || !shared)
            return;
        TimeSpan pause = (ended - started) * (LiveShare * Math.Max(1, dead));
        Due = ended + (pause < period ? period : pause > s_longest ? s_longest : pause);
    }
}
