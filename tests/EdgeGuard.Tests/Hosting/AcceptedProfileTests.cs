using EdgeGuard.Core.Configuration;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public sealed class AcceptedProfileTests : IDisposable
{
    private const string Profile = """
        {
          "name": "mine", "manufacturer": "Acme", "model": "T1", "label": { "zh": "温度", "en": "Temperature" },
          "provenance": { "source": "Acme T1 manual, page 3", "rung": "manual", "checked": "2026-11-23" },
          "addressing": { "style": "wire" },
          "points": [ { "name": "t", "signal": "env.temperature", "address": 1, "type": "s16", "unit": "degC" } ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-test-").FullName;

    public AcceptedProfileTests()
    {
        Write("edgeguard.json", """{ "gateway": { "id": "g", "site": "s" } }""");
        Write("devices.d/d.json", """{ "id": "d", "bus": "tcp://127.0.0.1", "profile": "mine" }""");
        Write("profiles.d/mine.json", Profile);
    }

    [Fact]
    public void An_accepted_configuration_carries_the_profiles_it_was_accepted_with()
    {
        GatewayConfiguration accepted = Read();
        Assert.True(accepted.Accepted, string.Join('\n', accepted.Errors));
        IReadOnlyList<ConfigFile> kept = ConfigurationBlob.Unpack(ConfigurationBlob.Pack(accepted.Files))!;

        Write("profiles.d/mine.json", "{");
        Assert.False(Read().Accepted);

        Assert.True(GatewayConfiguration.Check(kept, Hardware.Of(kept)).Accepted);
    }

    [Fact]
    public void A_changed_profile_changes_the_hash()
    {
        string before = Read().Hash;
        Write("profiles.d/mine.json", Profile.Replace("page 3", "page 4", StringComparison.Ordinal));

        Assert.NotEqual(before, Read().Hash);
    }

    [Fact]
    public void Everything_wrong_with_a_profile_is_told_with_its_place()
    {
        Write("profiles.d/mine.json", Profile.Replace("\"s16\"", "\"s17\"", StringComparison.Ordinal).Replace("\"rung\": \"manual\"", "\"rung\": \"maybe\"", StringComparison.Ordinal));

        Assert.Equal([(3, "$.provenance.rung"), (5, "$.points[0].type")], Read().Errors.Where(e => e.Severity == Severity.Error && e.File == "profiles/mine.json").Select(e => (e.Line, e.Path)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private GatewayConfiguration Read() => GatewayConfiguration.Read(_folder, new Hardware(_folder));

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
