using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Store;

/// <summary>The newest lines of a journal, found going down in turns.</summary>
internal static class JournalTail
{
    /// <param name="down">Lines below a number, newest first.</param>
    /// <param name="kind">Only lines of this kind; null: all but the anchors, which are the chain's own.</param>
    /// <returns>Oldest of them first.</returns>
    public static IReadOnlyList<(JournalEntry Entry, JournalPayload Payload)> Find(Func<long, IReadOnlyList<JournalEntry>> down, int max, string? kind)
    {
        var found = new List<(JournalEntry, JournalPayload)>();
        long below = long.MaxValue;
        while (found.Count < max && down(below) is { Count: > 0 } turn)
        {
            foreach (JournalEntry entry in turn)
            {
                if (found.Count == max || JournalPayload.Read(entry.Payload) is not { } payload) continue;
                if (kind is null ? payload.Anchor is null : payload.Line.Kind == kind) found.Add((entry, payload));
            }

            below = turn[^1].Number;
        }

        found.Reverse();
        return found;
    }
}
