using System.Text.Json;
using EdgeGuard.Gateway.Tests.Architecture;

namespace EdgeGuard.Gateway.Tests.Scenarios;

/// <summary>One folder of <c>tests/scenarios</c>; its README says what the files are.</summary>
internal sealed class Scenario
{
    public const string Input = "input.csv";
    private const string Phases = "phases.jsonl";
    public const string Expected = "expected.jsonl";
    public const string Readme = "README.md";
    private const string Settings = "scenario.json";
    private static readonly string s_tests = Path.Combine(SourceTree.Root, "tests");

    public Scenario(string name)
    {
        Folder = Path.Combine(s_tests, "scenarios", name);
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, Settings)));
        foreach (JsonProperty property in settings.RootElement.EnumerateObject())
        {
            if (property.Name is not ("room" or "packs" or "backward"))
                throw new InvalidDataException($"{Settings}: '{property.Name}' is none of room, packs, backward.");
        }

        Room = settings.RootElement.GetProperty("room").GetString()!;
        Packs = settings.RootElement.TryGetProperty("packs", out JsonElement packs) ? [.. packs.EnumerateArray().Select(p => p.GetString()!)] : null;
        Backward = settings.RootElement.TryGetProperty("backward", out JsonElement backward) ? backward.GetInt32() : 0;
        string commands = Path.Combine(Folder, "commands.jsonl");
        Commands = File.Exists(commands) ? [.. Lines(commands).Select(ScenarioCommand.Parse)] : [];
    }

    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Path.Combine(s_tests, "scenarios")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    public string Folder { get; }

    /// <summary>A folder of <c>tests/rooms</c>.</summary>
    public string Room { get; }

    /// <summary>Shipped rule packs in force; null: all.</summary>
    public IReadOnlyList<string>? Packs { get; }

    /// <summary>Rows that are to be dropped for their time.</summary>
    public int Backward { get; }

    public IReadOnlyList<ScenarioCommand> Commands { get; }

    public string ExpectedPath => Path.Combine(Folder, Expected);

    /// <summary>The rows: those of <c>input.csv</c>, or what <c>phases.jsonl</c> stands for.</summary>
    public Stream OpenInput()
    {
        string phases = Path.Combine(Folder, Phases);
        return File.Exists(phases) ? new MemoryStream(ScenarioPhases.Rows(phases)) : File.OpenRead(Path.Combine(Folder, Input));
    }

    public static IEnumerable<string> Lines(string path) => File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l));

    public void CopyConfiguration(string to)
    {
        Copy(Path.Combine(s_tests, "rooms", Room), to);
        string own = Path.Combine(Folder, "config");
        if (Directory.Exists(own))
            Copy(own, to);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
