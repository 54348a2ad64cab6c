using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Maintenance and test (domain: section 4.1, rule 8): windows that a person opened, and conditions of single rules. What
/// nobody may silence (<see cref="Rules.AlarmRule.Shelvable"/>) no window silences either, nor does one of the room silence
/// the gateway's own alarms.
/// </summary>
internal sealed class Maintenance(AlarmSettings settings)
{
    private readonly List<MaintenanceWindow> _windows = [];
    private readonly Dictionary<int, MonotonicTime> _inhibited = [];

    public IReadOnlyList<MaintenanceWindow> Windows => _windows;

    public void Open(MaintenanceWindow window)
    {
        Close(window.Device);
        _windows.Add(window);
    }

    public bool Close(string? device) => _windows.RemoveAll(w => w.Device == device) > 0;

    /// <summary>The windows whose end has come, closed.</summary>
    public IReadOnlyList<MaintenanceWindow> CloseEnded(MonotonicTime at)
    {
        if (!_windows.Exists(w => w.Until.HasPassed(at)))
            return [];
        List<MaintenanceWindow> ended = _windows.FindAll(w => w.Until.HasPassed(at));
        _windows.RemoveAll(ended.Contains);
        return ended;
    }

    /// <summary>What the condition of an alarm's rule says now. Unknown changes nothing. True: it is another than before.</summary>
    public bool SetInhibited(int alarm, Truth truth, MonotonicTime at) => truth switch
    {
        Truth.True => _inhibited.TryAdd(alarm, at),
        Truth.False => _inhibited.Remove(alarm),
        _ => false,
    };

    public Suppressed? Keeps(AlarmTracker alarm, MonotonicTime at)
    {
        if (_inhibited.TryGetValue(alarm.Index, out MonotonicTime since) && at.Since(since) is { } span && span < settings.LongestInhibition)
            return new Suppressed(SuppressionCause.Condition);
        if (!alarm.Alarm.Rule.Shelvable)
            return null;
        string device = alarm.Alarm.Point.Device;
        foreach (MaintenanceWindow window in _windows)
        {
            if (window.Device is { } one ? one == device : device != OwnPoints.GatewayDevice)
                return new Suppressed(SuppressionCause.Maintenance, window.Device);
        }

        return null;
    }

    public long? InhibitedSince(int alarm) => _inhibited.TryGetValue(alarm, out MonotonicTime since) ? since.SinceBoot.Ticks : null;

    public void Restore(AlarmTracker alarm, AlarmTimers? timers, RunShift shift)
    {
        if (shift.Move(timers?.InhibitedSince) is { } since)
            _inhibited[alarm.Index] = since;
        else if (alarm.State.Suppressed is { Cause: SuppressionCause.Condition } && !shift.Continues)
            _inhibited[alarm.Index] = shift.At;
    }

    public void Synchronise(MonotonicTime at, DateTimeOffset utc)
    {
        for (int i = 0; i < _windows.Count; i++)
            _windows[i] = _windows[i] with { Until = _windows[i].Until.Synchronise(at, utc) };
    }
}
