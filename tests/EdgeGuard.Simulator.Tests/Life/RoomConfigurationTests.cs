using System.Text.Json;
using EdgeGuard.Simulator.Life;

namespace EdgeGuard.Simulator.Tests.Life;

public class RoomConfigurationTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };
    private static readonly string Root = FindRoot();
    private static readonly string Room = Path.Combine(Root, "tests", "rooms", "ordinary");

    [Fact]
    public void The_configuration_of_the_room_names_the_devices_points_and_signals_of_the_simulator()
    {
        SortedSet<string> configured = new(StringComparer.Ordinal), simulated = new(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(Path.Combine(Room, "devices.d"), "*.json"))
        {
            JsonElement device = Read(file);
            foreach ((string point, string signal) in Points(device))
                configured.Add($"{device.GetProperty("id").GetString()}.{point} = {signal}");
        }

        foreach (RoomPoint point in RoomLayout.Points)
            simulated.Add($"{point.Path} = {point.Signal}");
        Assert.Equal(simulated, configured);
    }

    [Fact]
    public void Every_signal_is_in_the_dictionary()
    {
        JsonElement signals = Read(Path.Combine(Root, "hardware", "signals.json")).GetProperty("signals");
        Assert.All(RoomLayout.Points, p => Assert.True(signals.TryGetProperty(p.Signal, out _), p.Signal));
    }

    private static IEnumerable<(string Point, string Signal)> Points(JsonElement device)
    {
        if (device.TryGetProperty("contacts", out JsonElement contacts))
            return contacts.EnumerateObject().Select(c => (c.Name, c.Value.GetProperty("signal").GetString()!));
        string profile = $"{device.GetProperty("profile").GetString()}.json";
        string own = Path.Combine(Room, "profiles.d", profile);
        JsonElement points = Read(File.Exists(own) ? own : Path.Combine(Root, "hardware", "profiles", profile)).GetProperty("points");
        return points.EnumerateArray().Select(p => (p.GetProperty("name").GetString()!, p.GetProperty("signal").GetString()!));
    }

    private static JsonElement Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file), WithComments);
        return document.RootElement.Clone();
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "EdgeGuard.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
