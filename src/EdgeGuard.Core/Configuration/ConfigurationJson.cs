using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// How the records of the configuration stand in JSON. Read files with <see cref="ConfigReader"/>, which puts the defaults in; this
/// alone leaves a missing member at its type's zero.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    Converters =
    [
        typeof(DurationConverter),
        typeof(CamelCaseEnum<BusKind>),
        typeof(CamelCaseEnum<SerialParity>),
        typeof(CamelCaseEnum<Rs485Direction>),
        typeof(CamelCaseEnum<ContactRest>),
        typeof(CamelCaseEnum<ContactPull>),
        typeof(CamelCaseEnum<MqttProtocol>),
        typeof(CamelCaseEnum<SettleBy>),
        typeof(CamelCaseEnum<PlatformRight>),
        typeof(CamelCaseEnum<RuleType>),
        typeof(CamelCaseEnum<Each>),
        typeof(CamelCaseEnum<Language>),
    ])]
[JsonSerializable(typeof(GatewayConfig))]
[JsonSerializable(typeof(DeviceConfig))]
[JsonSerializable(typeof(RuleFile))]
public sealed partial class ConfigurationJson : JsonSerializerContext;
