using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// How well the alarms serve people (domain: section 4.1, rule 11, after ISA-18.2 and EEMUA 191). Counted is what people were
/// shown. Shares are of the last one to two days. Alarms on these very numbers are not counted.
/// </summary>
public sealed class AlarmMetrics
{
    private const int Worst = 10;
    private static readonly TimeSpan s_day = TimeSpan.FromHours(24);

    private readonly AlarmSettings _settings;
    private readonly bool[] _counted;
    private readonly Queue<MonotonicTime> _recent = new();
    private readonly double[] _values = new double[Names.Count];
    private Day _today;
    private Day _yesterday;
    private MonotonicTime? _dayStart;
    private MonotonicTime? _previous;

    internal AlarmMetrics(IReadOnlyList<AlarmTracker> trackers, AlarmSettings settings)
    {
        _settings = settings;
        HashSet<string> own = [.. Names.Select(n => $"{OwnPoints.GatewayDevice}.{n}")];
        _counted = [.. trackers.Select(t => !own.Contains(t.Alarm.Point.Name))];
        _today = new Day(trackers.Count);
        _yesterday = new Day(trackers.Count);
    }

    /// <summary>Names of the numbers, as points of the device <c>gateway</c>: rate in alarms per 10 min, flood 0 or 1, shares in %.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "alarmRate", "alarmFlood", "alarmFloodShare", "alarmChattering", "alarmStanding", "alarmTop10Share",
        "alarmShareLevel1", "alarmShareLevel2", "alarmShareLevel3", "alarmShareLevel4",
    ];

    /// <summary>In the order of <see cref="Names"/>, of the latest tick.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>One of them by its name.</summary>
    public double this[string name] => _values[Names.TakeWhile(n => n != name).Count()];

    public bool InFlood { get; private set; }

    internal bool Counts(int alarm) => _counted[alarm];

    /// <summary>An alarm was shown to people.</summary>
    internal void Count(int alarm, int level, MonotonicTime at)
    {
        if (!_counted[alarm])
            return;
        _recent.Enqueue(at);
        _today.Alarms[alarm]++;
        _today.Levels[level - 1]++;
    }

    /// <param name="chattering">Alarms that are damped now.</param>
    /// <param name="standing">Alarms active for longer than <see cref="AlarmSettings.StandingAfter"/>.</param>
    internal void Tick(MonotonicTime at, int chattering, int standing)
    {
        while (_recent.TryPeek(out MonotonicTime oldest) && !(at.Since(oldest) < _settings.FloodSpan))
            _recent.Dequeue();
        _dayStart ??= at;
        if (!(at.Since(_dayStart.Value) < s_day))
        {
            (_yesterday, _today) = (_today, _yesterday);
            _today.Clear();
            _dayStart = at;
        }

        InFlood = InFlood ? _recent.Count >= _settings.FloodEnd : _recent.Count > _settings.FloodStart;
        Watch(at);
        _values[0] = _recent.Count;
        _values[1] = InFlood ? 1 : 0;
        _values[2] = Share(_today.Flood + _yesterday.Flood, _today.Watched + _yesterday.Watched);
        _values[3] = chattering;
        _values[4] = standing;
        Split();
    }

    internal MetricsMemory Save() => new(
        [.. _recent.Skip(Math.Max(0, _recent.Count - 4 * _settings.FloodStart)).Select(t => t.SinceBoot.Ticks)],
        InFlood,
        [_today.Flood, _yesterday.Flood],
        [_today.Watched, _yesterday.Watched],
        [.. _today.Levels],
        [.. _yesterday.Levels]);

    /// <summary>The counts by alarm start anew; the rest goes on.</summary>
    internal void Restore(MetricsMemory memory, RunShift shift)
    {
        foreach (long ticks in memory.Recent)
            _recent.Enqueue(shift.Move(ticks));
        InFlood = memory.InFlood;
        (_today.Flood, _yesterday.Flood) = (memory.Flood[0], memory.Flood[1]);
        (_today.Watched, _yesterday.Watched) = (memory.Watched[0], memory.Watched[1]);
        memory.Levels.ToArray().CopyTo(_today.Levels, 0);
        memory.LevelsBefore.ToArray().CopyTo(_yesterday.Levels, 0);
    }

    private void Watch(MonotonicTime at)
    {
        if (_previous is { } previous && at.Since(previous) is { } span)
        {
            _today.Watched += span.TotalSeconds;
            if (InFlood)
                _today.Flood += span.TotalSeconds;
        }

        _previous = at;
    }

    private void Split()
    {
        int all = 0;
        for (int i = 0; i < 4; i++)
            all += _today.Levels[i] + _yesterday.Levels[i];
        for (int i = 0; i < 4; i++)
            _values[6 + i] = Share(_today.Levels[i] + _yesterday.Levels[i], all);
        _values[5] = Share(SumOfWorst(), _today.Sum + _yesterday.Sum);
    }

    private int SumOfWorst()
    {
        Span<int> worst = stackalloc int[Worst];
        for (int i = 0; i < _counted.Length; i++)
        {
            int count = _today.Alarms[i] + _yesterday.Alarms[i];
            if (count <= worst[^1])
                continue;
            int at = Worst - 1;
            for (; at > 0 && worst[at - 1] < count; at--)
                worst[at] = worst[at - 1];
            worst[at] = count;
        }

        int sum = 0;
        foreach (int count in worst)
            sum += count;
        return sum;
    }

    private static double Share(double part, double all) => all > 0 ? 100 * part / all : 0;

    private sealed class Day(int alarms)
    {
        public int[] Alarms { get; } = new int[alarms];

        public int[] Levels { get; } = new int[4];

        /// <summary>Seconds in flood, and seconds in all.</summary>
        public double Flood { get; set; }

        public double Watched { get; set; }

        public int Sum => Alarms.Sum();

        public void Clear()
        {
            Array.Clear(Alarms);
            Array.Clear(Levels);
            Flood = 0;
            Watched = 0;
        }
    }
}
