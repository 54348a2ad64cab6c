using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What the store kept of the alarms, sorted by what this configuration knows of them.</summary>
internal sealed class RestoredAlarms
{
    private static readonly TimeSpan s_longestGap = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, AlarmState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AlarmTimers> _timers = new(StringComparer.Ordinal);

    /// <summary>Keys of what is no whole record.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>Alarms that the configuration no longer knows.</summary>
    public List<(string Key, AlarmRecord Record)> Former { get; } = [];

    public List<MaintenanceWindow> Windows { get; } = [];

    /// <summary>The gateway was away for so short a time that delays go on.</summary>
    public bool KeepsDelays { get; private init; }

    public AlarmState? StateOf(string key) => _states.GetValueOrDefault(key);

    public AlarmTimers? TimersOf(string key) => _timers.GetValueOrDefault(key);

    /// <param name="space">Of whose alarms; those of others are not its own to take up, or to end.</param>
    public static RestoredAlarms Of(RestoredState restored, AlarmBook book, string space)
    {
        var alarms = new RestoredAlarms { KeepsDelays = restored.Down <= s_longestGap };
        foreach ((string key, ReadOnlyMemory<byte> bytes) in restored.States)
        {
            if (!KeySpace.Holds(space, key))
                continue;
            if (MaintenanceWindow.IsKey(key[space.Length..]))
                alarms.AddWindow(key, bytes.Span);
            else
                alarms.AddAlarm(key, bytes.Span, book);
        }

        foreach (AlarmTimers timers in restored.Snapshot?.Alarms ?? [])
            alarms._timers.TryAdd(timers.Key, timers);
        return alarms;
    }

    private void AddWindow(string key, ReadOnlySpan<byte> bytes)
    {
        if (MaintenanceWindow.Read(bytes) is { } window)
            Windows.Add(window);
        else
            Unreadable.Add(key);
    }

    private void AddAlarm(string key, ReadOnlySpan<byte> bytes, AlarmBook book)
    {
        if (AlarmRecord.Read(bytes) is not { } record)
        {
            Unreadable.Add(key);
            return;
        }

        int stage = book.Find(key) is { } tracker ? StageIndex(tracker.Alarm.Rule, record.Stage) : -1;
        if (stage < 0)
            Former.Add((key, record));
        else
            _states[key] = record.State with { Stage = stage };
    }

    private static int StageIndex(AlarmRule rule, string name)
    {
        for (int i = 0; i < rule.Stages.Count; i++)
        {
            if (rule.Stages[i].Name == name)
                return i;
        }

        return -1;
    }
}
