using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>
/// Tells whether something about a device is wrong for long enough to say so. It counts polls that were tried, so that the
/// gateway's own stall never looks like a dead device (domain: section 4.1, rule 2): wrong after 3 bad polls over 15 s, well
/// again after 3 good ones over 60 s.
/// </summary>
internal sealed class FaultMonitor
{
    private const int MinBad = 3;
    private const int MinGood = 3;
    private const int MinFailing = 2;
    private static readonly TimeSpan s_minBad = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_minGood = TimeSpan.FromSeconds(60);

    private int _bad;
    private int _good;
    private MonotonicTime _firstBad;
    private MonotonicTime _firstGood;
    private bool _answered;
    private bool _inherited;
    private MonotonicTime? _lostAt;

    /// <summary>Null until something is known of it in this run.</summary>
    public bool? Faulty { get; private set; }

    /// <summary>What the device's last poll said against it; null when it said nothing.</summary>
    public string? Detail { get; private set; }

    /// <summary>True after two bad polls in a row, false after a good one, else null: long before it is proven, for who must wait for that.</summary>
    public bool? IsFailing => _bad >= MinFailing ? true : _bad == 0 && _answered ? false : null;

    /// <summary>The first of the bad polls with which a well one began to fail; null while it does not fail, or was never seen well.</summary>
    public MonotonicTime? LostAt => _bad >= MinFailing || _inherited ? _lostAt : null;

    /// <summary>An earlier run found it faulty, and since when is not known.</summary>
    public bool MayBeLost => _inherited && _lostAt is null;

    /// <summary>A new run, in which only its alarm is known for certain.</summary>
    /// <param name="memory">What the earlier run's snapshot says, older than the alarm; null for none.</param>
    public void Restore(bool faulty, FaultMemory? memory, RunShift shift)
    {
        Faulty = faulty ? true : null;
        _lostAt = faulty ? shift.Move(memory?.LostAt) : null;
        _inherited = faulty && !(memory?.Faulty == true && _lostAt is null);
    }

    public FaultMemory Save() => new(_bad, _good, _firstBad.SinceBoot.Ticks, _firstGood.SinceBoot.Ticks, Faulty, Detail)
    {
        Answered = _answered,
        Inherited = _inherited,
        LostAt = _lostAt?.SinceBoot.Ticks,
    };

    /// <summary>The same run goes on.</summary>
    public void Restore(FaultMemory memory, RunShift shift)
    {
        (_bad, _good, Faulty, Detail) = (memory.Bad, memory.Good, memory.Faulty, memory.Detail);
        (_firstBad, _firstGood) = (shift.Move(memory.FirstBad), shift.Move(memory.FirstGood));
        (_answered, _inherited, _lostAt) = (memory.Answered, memory.Inherited, shift.Move(memory.LostAt));
    }

    public void Observe(MonotonicTime at, bool bad, string? detail)
    {
        if (bad)
            Fail(at);
        else
            Succeed(at);
        Detail = bad ? detail ?? Detail : detail;
    }

    private void Fail(MonotonicTime at)
    {
        _good = 0;
        if (_bad++ == 0)
        {
            _firstBad = at;
            if (Faulty == false)
                _lostAt = at;
        }

        if (_bad >= MinBad && at.Since(_firstBad) >= s_minBad)
            Faulty = true;
    }

    private void Succeed(MonotonicTime at)
    {
        _bad = 0;
        (_answered, _inherited, _lostAt) = (true, false, null);
        if (Faulty != true)
        {
            Faulty = false;
            return;
        }

        if (_good++ == 0)
            _firstGood = at;
        if (_good >= MinGood && at.Since(_firstGood) >= s_minGood)
        {
            Faulty = false;
            _good = 0;
        }
    }
}
