using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Alarms;

/// <summary>
/// Which alarm of a group came first (domain: section 4.1, rule 9). An edge lies somewhere between the sample before it and
/// the sample that shows it; two whose intervals overlap cannot be told apart.
/// </summary>
internal sealed class FirstOut
{
    private readonly TimeSpan _quiet;
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    public FirstOut(IReadOnlyList<AlarmTracker> trackers, TimeSpan quiet)
    {
        _quiet = quiet;
        foreach (IGrouping<string?, AlarmTracker> group in trackers.GroupBy(t => t.Alarm.Rule.Group, StringComparer.Ordinal))
        {
            if (group.Key is { } name)
                _groups.Add(name, new Group(name, [.. group]));
        }
    }

    /// <summary>The place of an alarm that is about to begin; null when its rule is of no group.</summary>
    public FirstOutRank? Rank(AlarmTracker alarm)
    {
        if (alarm.Alarm.Rule.Group is not { } name)
            return null;
        Group group = _groups[name];
        StageWatch edge = alarm.Watch;
        bool over = group.Members.All(m => m == alarm || !m.State.Active) || edge.EdgeTo.Since(group.LastEdge) is not { } span || span > _quiet;
        if (group.Leader is null || over)
            (group.LeaderFrom, group.LeaderTo, group.Leader) = Earliest(group, alarm);
        if (over || edge.EdgeTo > group.LastEdge)
            group.LastEdge = edge.EdgeTo;
        if (group.Leader == alarm)
            return FirstOutRank.First;
        return edge.EdgeFrom < group.LeaderTo && group.LeaderFrom < edge.EdgeTo ? FirstOutRank.Tie
            : edge.EdgeTo <= group.LeaderFrom ? FirstOutRank.First
            : FirstOutRank.After;
    }

    public IReadOnlyList<FirstOutMemory> Save() =>
    [
        .. from @group in _groups.Values
           where @group.Leader is not null
           orderby @group.Name
           select new FirstOutMemory(
               @group.Name,
               @group.Leader!.Alarm.Key,
               @group.LeaderFrom.SinceBoot.Ticks,
               @group.LeaderTo.SinceBoot.Ticks,
               @group.LastEdge.SinceBoot.Ticks),
    ];

    public void Restore(IReadOnlyList<FirstOutMemory> memories, RunShift shift)
    {
        foreach (FirstOutMemory memory in memories)
        {
            if (!_groups.TryGetValue(memory.Group, out Group? group))
                continue;
            group.Leader = Array.Find(group.Members, m => m.Alarm.Key == memory.Leader);
            group.LeaderFrom = shift.Move(memory.From);
            group.LeaderTo = shift.Move(memory.To);
            group.LastEdge = shift.Move(memory.LastEdge);
        }
    }

    /// <summary>The member whose condition holds and came on first, begun or not: a longer on-delay makes nobody a consequence.</summary>
    private (MonotonicTime From, MonotonicTime To, AlarmTracker Leader) Earliest(Group group, AlarmTracker alarm)
    {
        AlarmTracker first = alarm;
        foreach (AlarmTracker member in group.Members)
        {
            bool recent = alarm.Watch.EdgeTo.Since(member.Watch.EdgeTo) <= _quiet;
            if (member.Watch.RawOn && recent && member.Watch.EdgeTo <= first.Watch.EdgeFrom)
                first = member;
        }

        return (first.Watch.EdgeFrom, first.Watch.EdgeTo, first);
    }

    private sealed class Group(string name, AlarmTracker[] members)
    {
        public string Name { get; } = name;

        public AlarmTracker[] Members { get; } = members;

        /// <summary>Null until the first.</summary>
        public AlarmTracker? Leader { get; set; }

        public MonotonicTime LeaderFrom { get; set; }

        public MonotonicTime LeaderTo { get; set; }

        public MonotonicTime LastEdge { get; set; }
    }
}
