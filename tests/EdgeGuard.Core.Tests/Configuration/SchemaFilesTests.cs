using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Core.Tests.Configuration;

/// <summary>The schema files, the records and the serializer say the same.</summary>
public class SchemaFilesTests
{
    private static string Folder() => Path.Combine(Profiles.Shipped.Hardware, "schema");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder(), "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_schema_file_is_understood_whole_and_built_into_the_program(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder(), name));

        Assert.NotNull(JsonSchema.Parse(name, bytes));
        Assert.Contains(name, EmbeddedSchemas.Names);
        Assert.Equal(bytes, EmbeddedSchemas.Read(name));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_schema_file_names_its_draft_and_when_it_has_a_name_its_own(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), name)));

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", json.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(name, json.RootElement.TryGetProperty("$id", out var id) ? id.GetString() : name);
    }

    public static TheoryData<string, string, Type> Shapes => new()
    {
        { "edgeguard.schema.json", "", typeof(GatewayConfig) },
        { "edgeguard.schema.json", "gateway", typeof(GatewaySection) },
        { "edgeguard.schema.json", "mqtt", typeof(MqttConfig) },
        { "edgeguard.schema.json", "store", typeof(StoreConfig) },
        { "edgeguard.schema.json", "telemetry", typeof(TelemetryConfig) },
        { "edgeguard.schema.json", "bus", typeof(BusConfig) },
        { "edgeguard.schema.json", "outputs", typeof(OutputsConfig) },
        { "edgeguard.schema.json", "operation", typeof(OperationConfig) },
        { "edgeguard.schema.json", "sounder", typeof(SounderConfig) },
        { "device.schema.json", "", typeof(DeviceConfig) },
        { "device.schema.json", "contact", typeof(ContactConfig) },
        { "device.schema.json", "channel", typeof(ChannelConfig) },
        { "device.schema.json", "asset", typeof(AssetConfig) },
        { "rules.schema.json", "", typeof(RuleFile) },
        { "rules.schema.json", "rule", typeof(RuleConfig) },
        { "rules.schema.json", "limit", typeof(LimitConfig) },
        { "rules.schema.json", "calculated", typeof(CalculationConfig) },
        { "rules.schema.json", "escalation", typeof(EscalationConfig) },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_schema_has_the_keys_of_its_record_and_no_other(string file, string definition, Type record)
    {
        var inSchema = Properties(file, definition).Select(p => p.Name).Where(n => n != "$schema").Distinct().Order(StringComparer.Ordinal);
        var inRecord = record.GetProperties().Select(p => Camel(p.Name)).Order(StringComparer.Ordinal);

        Assert.Equal(inRecord, inSchema);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_key_is_required_in_some_form_exactly_when_its_member_is(string file, string definition, Type record)
    {
        var forms = FormsOf(file, definition);
        foreach (var property in record.GetProperties())
        {
            var needed = property.IsDefined(typeof(RequiredMemberAttribute)) || IsRequiredParameter(record, property.Name);
            var everywhere = forms.All(f => f.Required.Contains(Camel(property.Name)) || (f.Property(Camel(property.Name))?.Const is not null));
            Assert.True(!needed || everywhere, $"{record.Name}.{property.Name} is required, but not in the schema");
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_default_of_the_schema_is_the_default_of_the_record(string file, string definition, Type record)
    {
        var fresh = Fresh(record);
        foreach (var property in record.GetProperties().Where(p => !p.IsDefined(typeof(RequiredMemberAttribute)) && !IsRequiredParameter(record, p.Name)))
        {
            var declared = Properties(file, definition).Where(p => p.Name == Camel(property.Name)).Select(p => p.Schema.Default).OfType<PositionedNode>().ToList();
            var value = property.GetValue(fresh);
            if (value is null)
            {
                Assert.Empty(declared);
                continue;
            }

            Assert.True(declared.Count > 0, $"{record.Name}.{property.Name} has a default, but not in the schema");
            if (IsStructure(value))
                Assert.All(declared, d => Assert.True(d.Members.Count == 0 && d.Items.Count == 0));
            else
                Assert.All(declared, d => Assert.Equal(value, Deserialize(d, property.PropertyType)));
        }
    }

    private static bool IsStructure(object value) => value is IEnumerable and not string or StoreConfig or TelemetryConfig;

    private static bool IsRequiredParameter(Type record, string name) =>
        record.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.Name == name && !p.HasDefaultValue);

    private static object? Deserialize(PositionedNode node, Type type) => JsonSerializer.Deserialize(
        node.Kind switch
        {
            NodeKind.String => $"\"{node.Text}\"",
            NodeKind.Number => node.Text,
            var kind => kind.ToString().ToLowerInvariant(),
        },
        type,
        ConfigurationJson.Default.Options);

    /// <summary>A record as its initialisers leave it.</summary>
    private static object Fresh(Type record)
    {
        var constructor = record.GetConstructors().MinBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]);
    }

    private static IEnumerable<NamedSchema> Properties(string file, string definition) => FormsOf(file, definition).SelectMany(f => f.Properties);

    private static List<SchemaNode> FormsOf(string file, string definition)
    {
        var reference = definition.Length == 0 ? "" : $"#/$defs/{definition}";
        var schema = reference.Length == 0 ? EmbeddedSchemas.Parse(file).Root : Find(EmbeddedSchemas.Parse(file).Root, reference)!;
        return schema.Properties.Count > 0 ? [schema] : [.. schema.OneOf.Select(b => b.Resolved)];
    }

    private static SchemaNode? Find(SchemaNode schema, string reference)
    {
        if (schema.Ref == reference)
            return schema.Resolved;
        IEnumerable<SchemaNode?> below =
        [
            .. schema.Properties.Select(p => p.Schema), schema.AdditionalProperties, schema.Items, .. schema.OneOf, schema.Target,
        ];
        return below.OfType<SchemaNode>().Select(s => Find(s, reference)).FirstOrDefault(s => s is not null);
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
