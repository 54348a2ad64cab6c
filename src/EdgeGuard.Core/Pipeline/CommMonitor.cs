using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Tells whether one device answers. Silence is counted in polls that were tried and failed, so that the gateway's own
/// stall never looks like a dead device (domain: section 4.1, rule 2).
/// </summary>
internal sealed class CommMonitor
{
    private const int MinFailed = 3;
    private const int MinGood = 3;
    private static readonly TimeSpan s_minSilence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_minGood = TimeSpan.FromSeconds(60);

    private int _failed;
    private int _good;
    private MonotonicTime _firstFailed;
    private MonotonicTime _firstGood;

    /// <summary>Null until the first poll of this run: nothing is known of it.</summary>
    public bool? Silent { get; private set; }

    /// <summary>The last detail the device's polls gave; null when it is well.</summary>
    public string? Detail { get; private set; }

    public void Restore(bool silent) => Silent = silent ? true : null;

    public void Observe(MonotonicTime at, bool failed, string? detail)
    {
        if (failed)
            Fail(at);
        else
            Succeed(at);
        Detail = failed ? detail ?? Detail : detail;
    }

    private void Fail(MonotonicTime at)
    {
        _good = 0;
        if (_failed++ == 0)
            _firstFailed = at;
        if (_failed >= MinFailed && at.Since(_firstFailed) >= s_minSilence)
            Silent = true;
    }

    private void Succeed(MonotonicTime at)
    {
        _failed = 0;
        if (Silent != true)
        {
            Silent = false;
            return;
        }

        if (_good++ == 0)
            _firstGood = at;
        if (_good >= MinGood && at.Since(_firstGood) >= s_minGood)
        {
            Silent = false;
            _good = 0;
        }
    }
}
