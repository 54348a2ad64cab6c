using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>An alarm in the order in which people read, a root before its consequences.</summary>
/// <param name="Depth">0 for a root.</param>
internal sealed record AlarmRow(AlarmReport Alarm, int Depth);

/// <summary>Puts consequences under their parents, and apart what is not announced.</summary>
/// <param name="Announced">With all their consequences, which are not announced themselves.</param>
/// <param name="Hidden">Shelved, suppressed, out of service, and their consequences.</param>
internal sealed record AlarmTree(IReadOnlyList<AlarmRow> Announced, IReadOnlyList<AlarmRow> Hidden)
{
    public IEnumerable<AlarmRow> All => Announced.Concat(Hidden);

    /// <param name="alarms">The worst first; the order stays among those of one parent.</param>
    public static AlarmTree Of(IReadOnlyList<AlarmReport> alarms)
    {
        HashSet<string> keys = [.. alarms.Select(a => a.Key)];
        ILookup<string, AlarmReport> children = alarms.Where(a => a.Parent is not null).ToLookup(a => a.Parent!.Key, StringComparer.Ordinal);
        HashSet<string> told = [];
        var (announced, hidden) = (new List<AlarmRow>(), new List<AlarmRow>());
        // What is its own ancestor has no root; it must be told all the same, so the rest follows as roots.
        foreach (AlarmReport root in alarms.Where(a => a.Parent is null || !keys.Contains(a.Parent.Key)).Concat(alarms))
            Add(root, 0, root.Announced ? announced : hidden);
        return new AlarmTree(announced, hidden);

        void Add(AlarmReport alarm, int depth, List<AlarmRow> rows)
        {
            if (!told.Add(alarm.Key))
                return;
            rows.Add(new AlarmRow(alarm, depth));
            foreach (AlarmReport child in children[alarm.Key])
                Add(child, depth + 1, rows);
        }
    }
}
