namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// When one device is polled next: in its own rhythm, which never drifts, and, while it does not answer and others on its bus
/// do, by probes that come less and less often. Any answer gives it its rhythm back at once. Times are monotonic.
/// </summary>
internal sealed class PollSchedule(TimeSpan period)
{
    /// <summary>Weight of the newest poll in <see cref="Usual"/>.</summary>
    private const int Smoothing = 8;

    private int _failures;
    private int _fullTry = Breaker.FullTries;
    private TimeSpan _firstFailed;
    private TimeSpan _lastFailed;
    private TimeSpan _pause;
    private TimeSpan? _beat;
    private bool _begun;
    private volatile bool _wanted;

    public TimeSpan Period => period;

    /// <summary>The next regular poll; a new device is due at once, and its first poll sets the beat, unless it was given one.</summary>
    public TimeSpan Due { get; private set; }

    /// <summary>The next probe of one that is <see cref="IsSpared"/>.</summary>
    public TimeSpan Probe { get; private set; }

    /// <summary>When its latest poll began.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>How long a poll that is answered takes; null before the first.</summary>
    public TimeSpan? Usual { get; private set; }

    /// <summary>How long a poll took in vain that was given all its time.</summary>
    public TimeSpan FullTry { get; private set; }

    /// <summary>It had its tries: from now on it may only take the time that the others on its bus can spare.</summary>
    public bool IsSpared => _failures >= Breaker.FullTries;

    /// <summary>Tries failed, and for long enough: time that passes without a try proves nothing.</summary>
    public bool IsLost => _failures >= Breaker.LostCycles && _lastFailed - _firstFailed >= Breaker.LostAfter;

    /// <summary>It had many short probes since the last one that was given all its time.</summary>
    public bool WantsFullTry => _failures - _fullTry >= Breaker.FullProbeEvery;

    public bool IsWanted => _wanted;

    public bool IsDue(TimeSpan now) => _wanted || Due <= now;

    /// <summary>Before the first poll: the beat is every full period of the clock and this part of one. Who shares a part wakes the gateway once.</summary>
    public void BeatAt(double share) => _beat = period * share;

    /// <summary>Asks for a poll out of turn; from any thread.</summary>
    public void Want() => _wanted = true;

    /// <summary>The poll begins: what is asked for from now on asks for the one after it.</summary>
    public void Begin() => _wanted = false;

    /// <summary>The next try is given all the time that the device may take.</summary>
    public void BeginFullTry() => _fullTry = _failures + 1;

    /// <summary>Something else on the bus has come back; this device may have come with it.</summary>
    public void Hurry(TimeSpan now)
    {
        if (Probe > now)
            Probe = now;
    }

    /// <param name="failed">The device did not answer.</param>
    /// <param name="others">Another device on the bus answers; without one there is nobody to spare.</param>
    /// <param name="typical">The time it took is the device's own; the poll after a failure may pay for that.</param>
    public void Polled(TimeSpan started, TimeSpan ended, bool failed, bool others, bool typical = true)
    {
        if (!_begun)
            (_begun, Due) = (true, _beat is { } beat ? started - TimeSpan.FromTicks((started - beat).Ticks % period.Ticks) : started);
        Started = started;
        // A poll out of turn leaves the rhythm as it is.
        if (Due <= started)
            Due += period;
        // A poll that is late is still made, or the last of a long round would lose some; those missed in a stall are not made up for.
        if (Due + period <= ended)
            Due = ended + period - TimeSpan.FromTicks((ended - Due).Ticks % period.Ticks);
        if (failed)
        {
            if (!IsSpared)
                FullTry = ended - started;
            Fail(started, ended, others);
            return;
        }

        (_failures, _fullTry, _pause) = (0, Breaker.FullTries, TimeSpan.Zero);
        if (typical)
            Usual = Usual is { } usual ? usual + (ended - started - usual) / Smoothing : ended - started;
    }

    private void Fail(TimeSpan started, TimeSpan ended, bool others)
    {
        if (_failures++ == 0)
            _firstFailed = ended;
        _lastFailed = ended;
        if (!others || !IsLost || !IsSpared)
        {
            (Probe, _pause) = (Due, TimeSpan.Zero);
            return;
        }

        _pause = _pause == TimeSpan.Zero ? Breaker.FirstPause : _pause * 2 < Breaker.LongestPause ? _pause * 2 : Breaker.LongestPause;
        TimeSpan longest = (ended - started) * Breaker.LongestPauseInTries;
        TimeSpan soonest = ended + period;
        Probe = Later(soonest, ended + (_pause < longest ? _pause : longest));
        TimeSpan proof = _firstFailed + Breaker.Proof;
        if (ended < proof && proof < Probe)
            Probe = Later(soonest, proof);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
