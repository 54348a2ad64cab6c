using System.Text.Json.Serialization;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>How messages of the platform are read: what a later version adds is passed over, what stands there twice is refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(SignedMessage))]
[JsonSerializable(typeof(PlatformMessage))]
internal sealed partial class PlatformJson : JsonSerializerContext;
