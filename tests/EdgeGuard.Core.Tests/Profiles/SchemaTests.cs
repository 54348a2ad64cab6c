using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Core.Tests.Profiles;

/// <summary>The schemas are written by hand; these keep them in step with what the program reads.</summary>
public class SchemaTests
{
    private static readonly JsonElement Profile = Schema("profile");
    private static readonly JsonElement Signals = Schema("signals");

    public static TheoryData<string, JsonTypeInfo> Objects => new()
    {
        { "", ProfileJson.Default.DeviceProfile },
        { "provenance", ProfileJson.Default.Provenance },
        { "addressing", ProfileJson.Default.Addressing },
        { "defaults", ProfileJson.Default.ProfileDefaults },
        { "defaults/serial", ProfileJson.Default.SerialDefaults },
        { "limits", ProfileJson.Default.ReadLimits },
        { "identity", ProfileJson.Default.ProfileIdentity },
        { "identity/objects", ProfileJson.Default.IdentityObject },
        { "texts", ProfileJson.Default.DeviceText },
        { "#point", ProfileJson.Default.RegisterPoint },
        { "#module", ProfileJson.Default.ProfileModule },
        { "#variant", ProfileJson.Default.ProfileVariant },
        { "#probe", ProfileJson.Default.RegisterProbe },
        { "#range", ProfileJson.Default.ValueRange },
        { "#registers", ProfileJson.Default.RegisterRange },
        { "#example", ProfileJson.Default.ProfileExample },
        { "#example/given", ProfileJson.Default.ExampleRegisters },
        { "#words", ProfileJson.Default.Words },
    };

    [Theory, MemberData(nameof(Objects))]
    public void An_object_has_the_same_keys_in_schema_and_program(string path, JsonTypeInfo type) => AssertSame(Find(Profile, path), type);

    [Fact]
    public void The_signal_dictionary_has_the_same_keys_in_schema_and_program()
    {
        AssertSame(Signals, ProfileJson.Default.SignalFile);
        AssertSame(Find(Signals, "#signal"), ProfileJson.Default.SignalInfo);
    }

    [Fact]
    public void An_enumeration_has_the_same_words_in_schema_and_program()
    {
        var point = Find(Profile, "#point").GetProperty("properties");
        Assert.Equal(Units.Names, Words(point.GetProperty("unit")));
        Assert.Equal(Names<AlarmClear>(), Words(point.GetProperty("clear")));
        Assert.Equal(Names<RegisterType>(), Words(Find(Profile, "#type")));
        Assert.Equal(Names<TextForm>(), Words(Find(Profile, "texts").GetProperty("properties").GetProperty("form")));
        Assert.Equal(Names<RegisterTable>().Order(), Words(Find(Profile, "#table")).Order());
        Assert.Equal(Names<RegisterOrder>().Select(name => name.ToUpperInvariant()), Words(Find(Profile, "#order")));
        Assert.Equal(Names<ProvenanceRung>(), Words(Find(Profile, "provenance").GetProperty("properties").GetProperty("rung")));
        var signal = Find(Signals, "#signal").GetProperty("properties");
        Assert.Equal(Enum.GetValues<Unit>().Select(Units.NameOf).Order(), Words(signal.GetProperty("unit")).Order());
        Assert.Equal(Names<SignalKind>(), Words(signal.GetProperty("kind")));
    }

    private static void AssertSame(JsonElement schema, JsonTypeInfo type)
    {
        var keys = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
        Assert.Equal(type.Properties.Select(property => property.Name).Order(), keys.Order());
        var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(item => item.GetString()!) : [];
        Assert.Equal(type.Properties.Where(IsRequired).Select(property => property.Name).Order(), required.Order());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired;

    /// <summary>A slash goes into a property, and into the items of an array; # begins at the definitions.</summary>
    private static JsonElement Find(JsonElement schema, string path)
    {
        var found = path.StartsWith('#') ? schema.GetProperty("$defs").GetProperty(path[1..].Split('/')[0]) : schema;
        foreach (string key in path.StartsWith('#') ? path.Split('/').Skip(1) : path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.GetProperty("properties").GetProperty(key);
            found = found.TryGetProperty("items", out var items) ? items : found;
        }

        return found;
    }

    private static IEnumerable<string> Words(JsonElement element) => element.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private static IEnumerable<string> Names<T>() where T : struct, Enum =>
        Enum.GetNames<T>().Select(name => JsonNamingPolicy.CamelCase.ConvertName(name));

    private static JsonElement Schema(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Shipped.Hardware, "schema", name + ".schema.json"))).RootElement;
}
