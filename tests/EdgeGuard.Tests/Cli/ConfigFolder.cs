namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>A configuration folder for one test.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public const string Least = """{"gateway": {"id": "g1", "site": "s1"}}""";

    public ConfigFolder(string? gateway)
    {
        if (gateway is not null)
            Write("edgeguard.json", gateway);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("eg-config-").FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
