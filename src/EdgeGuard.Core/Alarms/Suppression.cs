using System.Runtime.InteropServices;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Which alarm is the consequence of which (domain: section 4.1, rule 7). A parent is named by its rule: that of the same
/// device where it has one, else every one of the room; one of a bus is the parent only of what hangs on that bus.
/// </summary>
internal sealed class Suppression
{
    private readonly IReadOnlyList<AlarmTracker> _trackers;
    private readonly AlarmSettings _settings;
    private readonly Dictionary<int, int[]> _parents = [];
    private readonly Dictionary<int, List<int>> _children = [];
    private readonly Dictionary<int, End> _ended = [];
    private readonly Dictionary<int, ChildGate> _gates = [];
    private MonotonicTime? _startedAt;

    public Suppression(IReadOnlyList<AlarmTracker> trackers, AlarmSettings settings)
    {
        _trackers = trackers;
        _settings = settings;
        ILookup<string, AlarmTracker> byRule = trackers.ToLookup(t => t.Alarm.Rule.Id, StringComparer.Ordinal);
        foreach (AlarmTracker child in trackers)
        {
            int[] parents = [.. child.Alarm.Rule.SuppressedBy.SelectMany(rule => ParentsOf(child, byRule[rule])).Select(p => p.Index).Distinct()];
            if (parents.Length == 0)
                continue;
            _parents[child.Index] = parents;
            foreach (int parent in parents)
                (CollectionsMarshal.GetValueRefOrAddDefault(_children, parent, out _) ??= []).Add(child.Index);
        }
    }

    public bool IsChild(int alarm) => _parents.ContainsKey(alarm);

    public bool IsParent(int alarm) => _children.ContainsKey(alarm);

    public IReadOnlyList<int> ChildrenOf(int parent) => _children.GetValueOrDefault(parent) ?? [];

    /// <summary>The run has begun: children are held until their parents had one evaluation, or twice the longest of their polls.</summary>
    public void Start(MonotonicTime at) => _startedAt ??= at;

    /// <summary>Whether a proven child may begin.</summary>
    /// <param name="stage">The stage that is proven.</param>
    public Passage MayBegin(AlarmTracker child, int stage, MonotonicTime at)
    {
        int level = child.Alarm.Rule.Stages[stage].Level;
        if (IsHeld(child.Index, at) || !child.Watch.IsSure(stage))
            return Passage.Wait;
        if (StandingParent(child.Index, level, at) is { } parent)
        {
            Forget(child.Index);
            return new Passage(false, parent, null);
        }

        ChildGate? gate = _gates.GetValueOrDefault(child.Index);
        if (gate?.WaitsFor is { } awaited)
        {
            AlarmTracker parentAwaited = _trackers[awaited];
            bool active = parentAwaited.State.Active;
            int pending = active ? -1 : parentAwaited.Watch.Pending();
            if (pending >= 0 && !IsOut(parentAwaited) && at.Since(gate.Since) <= Patience(parentAwaited, pending))
                return Passage.Wait;
            gate.WaitsFor = null;
            return active || pending >= 0 ? Passage.Open : Cancel(child, stage, gate, at);
        }

        if (PendingParent(child.Index, level, at) is not { } next)
            return Passage.Open;
        gate ??= _gates[child.Index] = new ChildGate();
        gate.WaitsFor = next.Index;
        gate.Since = at;
        return Passage.Wait;
    }

    /// <summary>The child's condition has gone before it began: it waits for nobody.</summary>
    public void StopWaiting(int child)
    {
        if (_gates.TryGetValue(child, out ChildGate? gate))
            gate.WaitsFor = null;
    }

    /// <summary>The parent that keeps this active child suppressed now; null for none.</summary>
    public Suppressed? Keeps(AlarmTracker child, MonotonicTime at)
    {
        if (!IsChild(child.Index))
            return null;
        if (IsHeld(child.Index, at) && child.State.Suppressed is { Cause: SuppressionCause.Parent } known)
            return known;
        return StandingParent(child.Index, child.State.Level, at);
    }

    /// <summary>Whether a child that began before its parent is its consequence all the same.</summary>
    public static bool IsConsequence(AlarmTracker child, AlarmTracker parent, MonotonicTime at) =>
        child.State is { Active: true, Suppressed: null }
        && child.State.Level >= parent.State.Level
        && !IsOut(parent)
        && child.Times is { } times
        && at.Since(times.Since) <= parent.Alarm.Rule.Stages[parent.State.Stage].OnDelay + parent.Poll * 2;

    public static Suppressed Link(AlarmTracker parent) => new(SuppressionCause.Parent, parent.Alarm.Key, parent.State.Serial);

    /// <summary>A parent's condition has gone: its tail begins.</summary>
    public void Ended(AlarmTransition transition, AlarmTracker parent, MonotonicTime at)
    {
        if (IsParent(parent.Index) && parent.Alarm.Rule.Tail > TimeSpan.Zero)
            _ended[parent.Index] = new End(at, transition.State.Level, transition.State.Serial);
    }

    public void Save(AlarmTracker alarm, AlarmTimers timers)
    {
        if (_ended.TryGetValue(alarm.Index, out End ended))
            (timers.EndedAt, timers.EndedLevel, timers.EndedSerial) = (ended.At.SinceBoot.Ticks, ended.Level, ended.Serial);
        if (!_gates.TryGetValue(alarm.Index, out ChildGate? gate))
            return;
        timers.WaitsFor = gate.WaitsFor is { } parent ? _trackers[parent].Alarm.Key : null;
        timers.WaitsSince = gate.Since.SinceBoot.Ticks;
        timers.CancelledAt = gate.CancelledAt?.SinceBoot.Ticks;
    }

    public bool HasMemory(int alarm) => _ended.ContainsKey(alarm) || _gates.ContainsKey(alarm);

    public long? SaveStart() => _startedAt?.SinceBoot.Ticks;

    /// <summary>After every tracker has its state.</summary>
    public void Restore(AlarmTracker alarm, AlarmTimers? timers, RunShift shift)
    {
        if (_children.TryGetValue(alarm.Index, out List<int>? children))
            RestoreTail(alarm, children, timers, shift);
        if (!_parents.TryGetValue(alarm.Index, out int[]? parents) || timers?.WaitsSince is not { } since)
            return;
        int waitsFor = Array.FindIndex(parents, p => _trackers[p].Alarm.Key == timers.WaitsFor);
        _gates[alarm.Index] = new ChildGate
        {
            WaitsFor = waitsFor < 0 ? null : parents[waitsFor],
            Since = shift.Move(since),
            CancelledAt = shift.Move(timers.CancelledAt),
        };
    }

    public void RestoreStart(long? startedAt, RunShift shift) =>
        _startedAt = shift.Continues ? shift.Move(startedAt) : shift.At;

    /// <summary>A parent that ended after the snapshot, under its children: its tail counts from now, late and never early.</summary>
    private void RestoreTail(AlarmTracker parent, List<int> children, AlarmTimers? timers, RunShift shift)
    {
        if (shift.Move(timers?.EndedAt) is { } ended)
            _ended[parent.Index] = new End(ended, timers!.EndedLevel, timers.EndedSerial);
        else if (!parent.State.Active && !shift.Continues && children.Exists(c => _trackers[c].State.Suppressed?.Key == parent.Alarm.Key))
            _ended[parent.Index] = new End(shift.At, parent.Alarm.Rule.Stages.Min(s => s.Level), parent.State.Serial);
    }

    private static AlarmTracker[] ParentsOf(AlarmTracker child, IEnumerable<AlarmTracker> candidates)
    {
        AlarmTracker[] others = [.. candidates.Where(p => p != child && (!p.Alarm.IsOfBus || p.Alarm.Bus == child.Alarm.Bus))];
        AlarmTracker[] own = [.. others.Where(p => p.Alarm.Point.Device == child.Alarm.Point.Device)];
        return own.Length > 0 ? own : others;
    }

    private bool IsHeld(int child, MonotonicTime at)
    {
        if (_startedAt is not { } start)
            return false;
        foreach (int index in _parents[child])
        {
            AlarmTracker parent = _trackers[index];
            if (!parent.Watch.IsEvaluated && at.Since(start) < parent.Poll * 2)
                return true;
        }

        return false;
    }

    private static bool IsOut(AlarmTracker parent) => parent.State.OutOfService is not null;

    /// <summary>A parent that is active, or whose tail lasts, and is not milder than the child.</summary>
    private Suppressed? StandingParent(int child, int level, MonotonicTime at)
    {
        foreach (int index in _parents[child])
        {
            AlarmTracker parent = _trackers[index];
            if (IsOut(parent))
                continue;
            if (parent.State.Active)
            {
                bool lost = parent.Watch.BadSince is { } bad && at.Since(bad) > _settings.ParentBadGrace;
                if (!lost && parent.State.Level <= level && Reaches(parent, _trackers[child], at))
                    return Link(parent);
            }
            else if (_ended.TryGetValue(index, out End ended) && ended.Level <= level && at.Since(ended.At) < parent.Alarm.Rule.Tail)
            {
                return new Suppressed(SuppressionCause.Parent, parent.Alarm.Key, ended.Serial);
            }
        }

        return null;
    }

    /// <summary>What was once its consequence stays so.</summary>
    private static bool Reaches(AlarmTracker parent, AlarmTracker child, MonotonicTime at) =>
        parent.Alarm.Rule.Reach is not { } reach
        || child.State.Suppressed?.Key == parent.Alarm.Key
        || (parent.Times is { } times && at.Since(times.Since) <= reach);

    private AlarmTracker? PendingParent(int child, int level, MonotonicTime at)
    {
        foreach (int index in _parents[child])
        {
            AlarmTracker parent = _trackers[index];
            if (IsOut(parent) || parent.State.Active || parent.Watch.Pending() is not (>= 0 and var stage))
                continue;
            if (parent.Alarm.Rule.Stages[stage].Level <= level && parent.Watch.PendingFor(stage, at) <= Patience(parent, stage))
                return parent;
        }

        return null;
    }

    /// <summary>How long a child waits for this parent to prove itself.</summary>
    private static TimeSpan Patience(AlarmTracker parent, int stage) => parent.Alarm.Rule.Stages[stage].OnDelay + parent.Poll;

    /// <summary>
    /// The parent was not one after all. The child's on-delay starts again, once: the second time the child goes through. Where
    /// the child's own delay is longer than the time for that, the second time of the same wait counts too, or it would
    /// never begin.
    /// </summary>
    private Passage Cancel(AlarmTracker child, int stage, ChildGate gate, MonotonicTime at)
    {
        TimeSpan own = child.Alarm.Rule.Stages[stage].OnDelay;
        TimeSpan span = own < _settings.SecondCancel ? _settings.SecondCancel : own * 2;
        if (gate.CancelledAt is { } cancelled && at.Since(cancelled) <= span)
        {
            gate.CancelledAt = null;
            return Passage.Open;
        }

        gate.CancelledAt = at;
        child.Watch.StartAgain();
        return Passage.Wait;
    }

    private void Forget(int child) => _gates.Remove(child);

    /// <summary>Of a parent: when, at what level and of which occurrence.</summary>
    private readonly record struct End(MonotonicTime At, int Level, uint Serial);

    private sealed class ChildGate
    {
        public int? WaitsFor { get; set; }

        public MonotonicTime Since { get; set; }

        public MonotonicTime? CancelledAt { get; set; }
    }
}
