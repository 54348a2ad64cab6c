namespace EdgeGuard.Core.Points;

/// <summary>The name a person most likely meant.</summary>
public static class Nearest
{
    /// <summary>
    /// The known name with the fewest edits (insert, delete, replace, swap of neighbours) from what was written, without regard to
    /// case; null when even the best needs more than a third of the letters changed (two at least).
    /// </summary>
    public static string? Name(string written, IEnumerable<string> known)
    {
        string? best = null;
        var fewest = Math.Max(2, written.Length / 3) + 1;
        foreach (var name in known.OrderBy(n => n, StringComparer.Ordinal))
        {
            if (Math.Abs(name.Length - written.Length) >= fewest)
                continue;
            var edits = Edits(written.ToLowerInvariant(), name.ToLowerInvariant());
            if (edits < fewest && edits < name.Length)
                (best, fewest) = (name, edits);
        }

        return best;
    }

    /// <summary>Optimal string alignment distance.</summary>
    private static int Edits(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1];
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
