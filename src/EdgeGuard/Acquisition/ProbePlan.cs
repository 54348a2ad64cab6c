namespace EdgeGuard.Gateway.Acquisition;

/// <summary>
/// Which device of a bus that does not answer may be tried now, and how long that may take, so that a cycle of those that do
/// answer gets at most <see cref="Breaker.CycleShare"/> longer than with all of them alive: a probe goes into the time that the
/// bus is idle and that a dead device does not use, and is as patient as fits there.
/// </summary>
internal sealed class ProbePlan(IReadOnlyList<PolledDevice> devices)
{
    private TimeSpan _quietAt;
    private TimeSpan _probedAt;
    private TimeSpan _longCycleAt;
    private TimeSpan _cycle;

    /// <summary>Whether any device answers, or has not yet had its tries: only such have something to lose by a probe.</summary>
    public bool HasLiving
    {
        get
        {
            foreach (PolledDevice device in devices)
            {
                if (!device.Schedule.IsSpared)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The device to be probed now, its patience set; null for none.</summary>
    public PolledDevice? Next(TimeSpan now)
    {
        if (!HasLiving || Longest(now) is not { } lost)
            return null;
        TimeSpan least = LeastPatienceOf(lost);
        // On a serial line the silence after a failure lasts as long as the failure.
        TimeSpan fits = (Deadline() - (now > _quietAt ? now : _quietAt)) / 2;
        bool fitsWhole = fits >= lost.Schedule.FullTry;
        bool whole = fitsWhole || (lost.Schedule.WantsFullTry && now >= _longCycleAt);
        if (fits < (fitsWhole ? lost.Schedule.FullTry : least) && !MayStretch(lost, now))
            return null;
        if (whole)
            lost.Schedule.BeginFullTry();
        if (whole && !fitsWhole)
            _longCycleAt = now + _cycle * Breaker.LongCycleEvery;
        _probedAt = now;
        lost.Answers.Patience = whole ? null : fits > least ? fits : least;
        return lost;
    }

    /// <summary>No moment of a whole cycle was good enough: one probe a cycle is made all the same.</summary>
    private bool MayStretch(PolledDevice lost, TimeSpan now) => now - lost.Schedule.Probe >= _cycle && now - _probedAt >= _cycle;

    /// <summary>A probe was not answered.</summary>
    public void Failed(TimeSpan started, TimeSpan ended) => _quietAt = ended + (ended - started);

    /// <summary>The one that waits longest for its probe.</summary>
    private PolledDevice? Longest(TimeSpan now)
    {
        PolledDevice? longest = null;
        foreach (PolledDevice device in devices)
        {
            if (device.Schedule.IsSpared && device.Schedule.Probe <= now && !(longest?.Schedule.Probe <= device.Schedule.Probe))
                longest = device;
        }

        return longest;
    }

    /// <summary>The latest moment at which the next of the living can be polled.</summary>
    private TimeSpan Deadline()
    {
        TimeSpan fastest = TimeSpan.MaxValue, polls = TimeSpan.Zero;
        int known = 0;
        foreach (PolledDevice device in devices)
        {
            PollSchedule schedule = device.Schedule;
            if (!schedule.IsSpared && schedule.Period < fastest)
                fastest = schedule.Period;
            polls += schedule.Usual ?? TimeSpan.Zero;
            known += schedule.Usual is null ? 0 : 1;
        }

        TimeSpan cycle = CycleOfAll(fastest, known == 0 ? TimeSpan.Zero : polls / known);
        TimeSpan next = TimeSpan.MaxValue;
        foreach (PolledDevice device in devices)
        {
            if (device.Schedule.IsSpared)
                continue;
            TimeSpan due = device.Schedule.Due > device.Schedule.Started + cycle ? device.Schedule.Due : device.Schedule.Started + cycle;
            next = due < next ? due : next;
        }

        _cycle = fastest > cycle ? fastest : cycle;
        return next + _cycle * Breaker.CycleShare;
    }

    /// <summary>How long the polls of a cycle of the fastest device would take if every device answered.</summary>
    /// <param name="typical">Of a device that never answered.</param>
    private TimeSpan CycleOfAll(TimeSpan fastest, TimeSpan typical)
    {
        TimeSpan cycle = TimeSpan.Zero;
        foreach (PolledDevice device in devices)
        {
            TimeSpan poll = device.Schedule.Usual ?? typical;
            cycle += device.Schedule.Period > fastest ? poll * (fastest / device.Schedule.Period) : poll;
        }

        return cycle;
    }

    /// <summary>By the answers of the device itself; of one that never answered, by those of its slowest neighbour.</summary>
    private TimeSpan LeastPatienceOf(PolledDevice lost)
    {
        TimeSpan usual = lost.Answers.Figures().P95 ?? TimeSpan.Zero;
        if (usual == TimeSpan.Zero)
        {
            foreach (PolledDevice device in devices)
                usual = device.Answers.Figures().P95 is { } other && other > usual ? other : usual;
        }

        TimeSpan least = usual * Breaker.LeastAnswers;
        return least > Breaker.LeastPatience ? least : Breaker.LeastPatience;
    }
}
