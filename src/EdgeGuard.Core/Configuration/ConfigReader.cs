using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>Turns the bytes of a configuration file into its record, or into all that is wrong with it. Never throws for any bytes.</summary>
public sealed class ConfigReader
{
    private readonly JsonSchema _gateway = EmbeddedSchemas.Parse("edgeguard.schema.json");
    private readonly JsonSchema _device = EmbeddedSchemas.Parse("device.schema.json");
    private readonly JsonSchema _rules = EmbeddedSchemas.Parse("rules.schema.json");

    /// <param name="file">The name that errors tell.</param>
    public ConfigDocument<GatewayConfig> ReadGateway(string file, ReadOnlySpan<byte> bytes) =>
        Read(file, bytes, _gateway, ConfigurationJson.Default.GatewayConfig);

    /// <param name="file">The name that errors tell.</param>
    public ConfigDocument<DeviceConfig> ReadDevice(string file, ReadOnlySpan<byte> bytes) =>
        Read(file, bytes, _device, ConfigurationJson.Default.DeviceConfig);

    /// <param name="file">The name that errors tell.</param>
    public ConfigDocument<RuleFile> ReadRules(string file, ReadOnlySpan<byte> bytes) =>
        Read(file, bytes, _rules, ConfigurationJson.Default.RuleFile);

    private static ConfigDocument<T> Read<T>(string file, ReadOnlySpan<byte> bytes, JsonSchema schema, JsonTypeInfo<T> type)
        where T : class
    {
        var text = PositionedJson.Parse(file, bytes);
        var errors = schema.Validate(text);
        if (errors.Count > 0 || text.Root is null)
            return new ConfigDocument<T>(file, null, text.Root, errors);
        try
        {
            var value = JsonSerializer.Deserialize(SchemaDefaults.Complete(schema.Root, text.Root), type);
            return new ConfigDocument<T>(file, value, text.Root, []);
        }
        catch (JsonException e)
        {
            // An address (URI) that cannot be parsed comes here; the schema lets nothing else through that the records refuse.
            var path = e.Path ?? JsonPaths.Root;
            var node = JsonPaths.Find(text.Root, path);
            var shown = SchemaWords.Shown(node);
            var message = new Words($"{shown} 读不懂，请检查写法", $"{shown} cannot be understood; look how it is written");
            return new ConfigDocument<T>(file, null, text.Root, [new ConfigError(file, node.At.Line, node.At.Column, path, message)]);
        }
    }
}
