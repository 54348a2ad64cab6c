using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>
/// How profiles and the signal dictionary are read: JSON with comments, camel case, and strict: an unknown, missing or doubled key
/// and a null where there must be a value are a <see cref="JsonException"/> with path, line and position.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(DurationConverter)])]
[JsonSerializable(typeof(DeviceProfile))]
[JsonSerializable(typeof(SignalFile))]
public sealed partial class ProfileJson : JsonSerializerContext;
