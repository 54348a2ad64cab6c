using System.Security.Cryptography;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Store;

/// <summary>Puts a damaged database aside under a name of its own: it may still be salvaged by hand, and is never wiped.</summary>
internal static class Quarantine
{
    public const string Suffix = ".bad-";

    /// <returns>What to tell people.</returns>
    public static Words PutAside(StoreFolder folder, string name, string reason)
    {
        string suffix = Suffix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        IReadOnlyList<string> present = folder.Names();
        foreach (string file in new[] { name + ".db", name + ".log" })
        {
            if (present.Contains(file)) folder.Rename(file, file + suffix);
        }

        folder.Flush();
        return new Words(
            $"{name}.db 已移到一旁，名为 {name}.db{suffix}（{reason}），并已新建。",
            $"{name}.db was put aside as {name}.db{suffix} ({reason}); a new one was begun.");
    }
}
