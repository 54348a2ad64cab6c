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
    public void A_running_gateway_knows_its_configuration_without_the_files()
    {
        GatewayConfiguration accepted = Read();

        GatewayConfiguration lean = accepted.Lean();

        Assert.Empty(lean.Files);
        Assert.Equal(accepted.Hash, lean.Hash);
        Assert.Equal(accepted.Gateway, lean.Gateway);
        Assert.Equal(accepted.Devices, lean.Devices);
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

    /// <summary>What a person may write into a profile, where its error stands, and words of both languages of what is said then.</summary>
    [Theory]
    [InlineData("\"address\": 1,", "\"address\": 70000,", "70000", "$.points[0].address", "只可能是 0-65535", "where 0-65535 is possible")]
    [InlineData("\"address\": 1,", "\"address\": \"0x12345\",", "\"0x12345\"", "$.points[0].address", "0x12345", "0x12345")]
    [InlineData("env.temperature", "env.temprature", "\"env.temprature\"", "$.points[0].signal", "没有信号“env.temprature”", "There is no signal")]
    [InlineData("\"type\": \"s16\"", "\"bit\": 16", "16,", "$.points[0].bit", "超出范围", "out of range")]
    [InlineData("\"type\": \"s16\"", "\"bit\": 12, \"bits\": 5", "5,", "$.points[0].bits", "只有 4 位", "has 4 bits")]
    [InlineData("\"type\": \"s16\"", "\"scale\": 0", "0,", "$.points[0].scale", "不能是 0", "must not be 0")]
    [InlineData("\"type\": \"s16\"", "\"scale\": { \"pow10\": 400 }", "400", "$.points[0].scale.pow10", "超出范围", "out of range")]
    [InlineData("\"type\": \"s16\"", "\"bit\": 3, \"scale\": 0.1", "{ \"name\"", "$.points[0]", "没有倍率", "no scale")]
    [InlineData("\"type\": \"s16\", \"unit\": \"degC\" }", "\"type\": \"s32\" }, { \"name\": \"u\", \"signal\": \"generic.value\", \"address\": 2 }", "2 }", "$.points[1].address", "部分重叠", "share some of their registers")]
    public void A_bad_profile_is_refused_with_its_place_in_both_languages(string right, string wrong, string at, string path, string zh, string en)
    {
        string text = Profile.Replace(right, wrong, StringComparison.Ordinal);
        Write("profiles.d/mine.json", text);

        GatewayConfiguration read = Read();

        Assert.False(read.Accepted);
        ConfigError error = Assert.Single(read.Errors, e => e.File == "profiles/mine.json" && e.Severity == Severity.Error);
        Assert.Equal((path, 5, text.Split('\n')[4].IndexOf(at, StringComparison.Ordinal) + 1), (error.Path, error.Line, error.Column));
        Assert.Contains(zh, error.Message.Zh, StringComparison.Ordinal);
        Assert.Contains(en, error.Message.En, StringComparison.Ordinal);
        Assert.NotEqual(error.Message.Zh, error.Message.En);
    }

    [Fact]
    public void A_profile_whose_example_does_not_hold_is_refused_where_the_example_stands()
    {
        Write("profiles.d/mine.json", Profile.TrimEnd()[..^1] + """
            , "examples": [{
                "name": "warm", "given": [{ "address": 1, "values": [30] }],
                "expect": { "t": 31 }
              }]
            }
            """);

        GatewayConfiguration read = Read();

        Assert.False(read.Accepted);
        ConfigError error = Assert.Single(read.Errors, e => e.File == "profiles/mine.json");
        Assert.Equal("$.examples[0].expect.t", error.Path);
        Assert.Equal(8, error.Line);
        Assert.Contains("应为 31，实为 30", error.Message.Zh, StringComparison.Ordinal);
        Assert.Contains("expected 31, got 30", error.Message.En, StringComparison.Ordinal);
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
