namespace EdgeGuard.Gateway.Tests.Architecture;

/// <summary>The product's own source files, found above the folder that the tests run in.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Path below src/, with forward slashes, and text.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder)
    {
        string top = Path.Combine(Root, "src", folder);
        return from file in Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories)
               let path = Path.GetRelativePath(Path.Combine(Root, "src"), file).Replace('\\', '/')
               where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
               select (path, File.ReadAllText(file));
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "EdgeGuard.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("EdgeGuard.sln is in no folder above the tests.");
    }
}
