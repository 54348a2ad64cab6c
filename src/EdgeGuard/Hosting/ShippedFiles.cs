using System.Reflection;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// What ships in <c>hardware/</c>: carried inside the binary, so that a gateway works with nothing else installed. A file of
/// the same name below /usr/share/edgeguard takes its place, and further ones there are added.
/// </summary>
internal static class ShippedFiles
{
    private const string Prefix = "hardware/";
    private const string Share = "/usr/share/edgeguard";

    /// <summary>Files of a folder, by name without folder, in order.</summary>
    /// <param name="folder">E.g. <c>rules</c>.</param>
    /// <param name="own">Further folders whose files come first of all; those that do not exist are passed over.</param>
    public static IReadOnlyDictionary<string, Func<byte[]>> List(string folder, params string[] own)
    {
        var files = new SortedDictionary<string, Func<byte[]>>(StringComparer.Ordinal);
        string prefix = $"{Prefix}{folder}/";
        foreach (string name in Assembly.GetExecutingAssembly().GetManifestResourceNames())
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                files[name[prefix.Length..]] = () => Embedded(name);
        }

        foreach (string place in (string[])[Path.Combine(Share, folder), .. own])
        {
            if (!Directory.Exists(place))
                continue;
            foreach (string path in Directory.EnumerateFiles(place, "*.json"))
                files[Path.GetFileName(path)] = () => File.ReadAllBytes(path);
        }

        return files;
    }

    public static byte[] Signals()
    {
        string shared = Path.Combine(Share, "signals.json");
        return File.Exists(shared) ? File.ReadAllBytes(shared) : Embedded($"{Prefix}signals.json");
    }

    private static byte[] Embedded(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"This build carries no {name}.", name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
